using System.Text.Json.Serialization;

namespace GdNotebooks.Runner;

/// <summary>A compiled cell for the child process to run: one line of JSON on its standard input.</summary>
/// <param name="Number">Which code cell it is.</param>
/// <param name="TypeName">The class that holds what the cell declares.</param>
/// <param name="MethodName">The method that runs it: takes the places of all cells, gives a task of the trailing expression.</param>
/// <param name="Assembly">The cell as an assembly; empty when there is nothing in it to run.</param>
/// <param name="Symbols">Where its lines are.</param>
/// <param name="Files">The assemblies of packages that this cell and those before it may use.</param>
/// <param name="MayRaise">Whether the cells after it are run when it fails.</param>
/// <param name="AsksForTheTime">Whether it shows how long it took.</param>
/// <param name="Form">What the files of its figures are to be like.</param>
internal sealed record JobCell(int Number, string TypeName, string MethodName, byte[] Assembly, byte[] Symbols, IReadOnlyList<string> Files, bool MayRaise, bool AsksForTheTime, FigureForm? Form = null);

/// <summary>What the child process tells its parent: one line of JSON each on its standard output.</summary>
/// <param name="Cell">The number of the cell it is about.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CellStarted), "started")]
[JsonDerivedType(typeof(TextWritten), "text")]
[JsonDerivedType(typeof(ObjectShown), "shown")]
[JsonDerivedType(typeof(CellFailed), "failed")]
[JsonDerivedType(typeof(CellFinished), "finished")]
internal abstract record Frame(int Cell);

internal sealed record CellStarted(int Cell) : Frame(Cell);

/// <summary>Text that the cell wrote to the console.</summary>
internal sealed record TextWritten(int Cell, string Text, bool IsError) : Frame(Cell);

/// <summary>An object that the cell showed.</summary>
/// <param name="Cell">The number of the cell.</param>
/// <param name="IsResult">Whether it is the cell's trailing expression.</param>
/// <param name="Forms">What to show, by MIME type.</param>
/// <param name="Figure">The picture, when the object is a figure with a name.</param>
/// <param name="OddType">The object's type, when the kernels do not all show objects of that type alike.</param>
internal sealed record ObjectShown(int Cell, bool IsResult, IReadOnlyDictionary<string, string> Forms, NamedFigure? Figure, string? OddType) : Frame(Cell);

/// <summary>The cell did not compile or threw.</summary>
/// <param name="Cell">The number of the cell.</param>
/// <param name="Name">The exception's type, or the compiler's code.</param>
/// <param name="Message">What it says.</param>
/// <param name="Places">Where it happened, innermost first: cell and line.</param>
/// <param name="Stack">The exception with its stack.</param>
internal sealed record CellFailed(int Cell, string Name, string Message, IReadOnlyList<CellPlace> Places, string Stack) : Frame(Cell);

/// <summary>A line of a cell, counted from 1.</summary>
internal sealed record CellPlace(int Cell, int Line);

internal sealed record CellFinished(int Cell, double Seconds) : Frame(Cell);

/// <summary>A figure under its name; a playground has a script too, which looks for the place that carries the key.</summary>
internal sealed record NamedFigure(string Name, string Svg, string Caption, int Width, int Height, string? LiveKey = null, string? LiveScript = null, bool IsTransparent = false, string? Csv = null);

/// <summary>Reads and writes cells and frames without reflection, which would cost every notebook a tenth of a second.</summary>
[JsonSerializable(typeof(JobCell))]
[JsonSerializable(typeof(CompiledCell))]
[JsonSerializable(typeof(Frame))]
internal sealed partial class FrameJson : JsonSerializerContext;
