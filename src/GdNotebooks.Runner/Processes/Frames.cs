using System.Text.Json.Serialization;

namespace GdNotebooks.Runner;

/// <summary>What the child process is to do: one line of JSON on its standard input.</summary>
/// <param name="Token">Begins every line that the child means for its parent, so that stray output of a cell is not taken for one.</param>
/// <param name="Cells">The cells to run, in order.</param>
/// <param name="Packages">The assemblies behind each package that a cell asks for, by <c>name, version</c>.</param>
internal sealed record Job(string Token, IReadOnlyList<JobCell> Cells, IReadOnlyDictionary<string, IReadOnlyList<string>> Packages);

/// <summary>A cell of a <see cref="Job"/>.</summary>
/// <param name="Number">Which code cell it is.</param>
/// <param name="Source">The C# in it.</param>
/// <param name="MayRaise">Whether the cells after it are run when it fails.</param>
/// <param name="AsksForTheTime">Whether it shows how long it took.</param>
internal sealed record JobCell(int Number, string Source, bool MayRaise, bool AsksForTheTime);

/// <summary>What the child process tells its parent: one line of JSON each on its standard output.</summary>
/// <param name="Cell">The number of the cell it is about.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CellStarted), "started")]
[JsonDerivedType(typeof(TextWritten), "text")]
[JsonDerivedType(typeof(ObjectShown), "shown")]
[JsonDerivedType(typeof(CellWarned), "warned")]
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

/// <summary>The compiler has something to say about the cell, and it runs all the same.</summary>
internal sealed record CellWarned(int Cell, int Line, string Id, string Message) : Frame(Cell);

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
internal sealed record NamedFigure(string Name, string Svg, string Caption, int Width, int Height, string? LiveKey = null, string? LiveScript = null);

/// <summary>Reads and writes jobs and frames without reflection, which would cost every notebook a tenth of a second.</summary>
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(Frame))]
internal sealed partial class FrameJson : JsonSerializerContext;
