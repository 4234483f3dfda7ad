// The types that JSDoc names in several folders, by their names alone; each is described where it is.

type AnyModel = import("@anywidget/types").AnyModel;

type Matrix = import("./mathematics/matrix.js").Matrix;
type Digits = import("./mathematics/digits.js").Digits;
type Example = import("./mathematics/digits.js").Example;
type Layer = import("./mathematics/network.js").Layer;
type Volume = import("./mathematics/network.js").Volume;
type Pixels = import("./mathematics/resize.js").Pixels;
type Field = import("./mathematics/receptive_field.js").Field;

type Frame = import("./drawing/cells.js").Frame;
type Cell = import("./drawing/panel.js").Cell;
type Place = import("./drawing/panel.js").Place;
type Control = import("./controls/slider.js").Control;

type Store<State> = import("./shell/store.js").Store<State>;
type View = import("./shell/view.js").View;
type Grid = import("./shell/view.js").Grid;
type Pointed = import("./shell/view.js").Pointed;
type Questions = import("./shell/questions.js").Questions;
type Asked = import("./shell/questions.js").Asked;
type Words = import("./shell/shell.js").Words;
type Unpacked = import("./shell/shell.js").Unpacked;
type Demonstration<State, Result, Data = Unpacked> = import("./shell/shell.js").Demonstration<
  State,
  Result,
  Data
>;
