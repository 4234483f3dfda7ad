"""What a trained network looks at: its maps, receptive fields, and what speaks for an answer."""
