"""What Sphinx is told about the pages; `tools.site` builds them and says what it adds."""

from tools.live_cells import PAGE_FILES
from tools.notebooks import ROOT

project = "Convolutional networks on handwritten digits"
extensions = ["myst_nb", "tools.site"]
root_doc = "index"
include_patterns = [
    "index.md",
    "photograph.md",
    "notebooks/*.ipynb",
    "notebooks/README.md",
    "docs/limits.md",
    "docs/names.md",
    "docs/style.md",
]
# Sphinx looks through every folder that is not named here.
exclude_patterns = [".*", "build", "helpers", "node_modules", "recognition", "tests", "tools"]

nb_execution_mode = "off"  # what is stored is shown
nb_merge_streams = True
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
html_math_renderer = "mathml"
html_use_index = False

templates_path = ["templates"]
html_theme = "pydata_sphinx_theme"
html_title = "Digits, by hand"
html_favicon = "icon.svg"
html_context = {"default_mode": "auto"}
html_static_path = [
    "live.js",
    "photographs.js",
    "site.css",
    "icons.css",
    "try-it.svg",
    *[str(ROOT / "helpers/demos" / f) for f in PAGE_FILES],
]
html_css_files = ["demonstration.css", "site.css", "icons.css"]
html_js_files = [("live.js", {"type": "module"})]
html_copy_source = html_show_sourcelink = html_show_sphinx = html_show_copyright = False
html_theme_options = {
    "navbar_center": [],
    "navbar_persistent": ["search-button"],
    "navigation_with_keys": False,
    "search_bar_text": "Search",
    "secondary_sidebar_items": ["page-toc"],
    "article_header_end": ["chapter-links"],
    "footer_start": [],
    "footer_end": [],
}
html_sidebars = {"**": ["chapters"], "index": []}
