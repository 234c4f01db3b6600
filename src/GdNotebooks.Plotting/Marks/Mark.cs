using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>One thing drawn between two axes: it knows its data, its extent, its look and its words.</summary>
internal abstract record Mark
{
    /// <summary>What the legend calls it; null keeps it out of the legend.</summary>
    public string? Label { get; init; }

    /// <summary>Null takes the next colour of the chart.</summary>
    public Colour? Colour { get; init; }

    public virtual bool TakesColour => true;

    /// <summary>Names instead of numbers along the horizontal axis.</summary>
    public virtual IReadOnlyList<string>? Categories => null;

    /// <summary>Names along the vertical axis, from the top down.</summary>
    public virtual IReadOnlyList<string>? RowCategories => null;

    /// <summary>The scale a colour bar has to explain.</summary>
    public virtual ColourScale? Scale => null;

    /// <summary>Where the colours of the scale change; none when they change everywhere.</summary>
    public virtual IReadOnlyList<double> ScaleSteps => [];

    /// <summary>Texts are drawn last, where there is room.</summary>
    public virtual bool IsText => false;

    public abstract void Extend(Extent x, Extent y);

    public abstract void Draw(Canvas canvas, Panel panel, Ink ink);

    /// <summary>The sample in the legend: 18 wide, its left end's middle at <paramref name="at"/>.</summary>
    public virtual void DrawKey(Canvas canvas, Pixel at, Ink ink) => canvas.Line(at, at with { X = at.X + 18 }, new(ink));

    /// <summary>The numbers behind it.</summary>
    public abstract IEnumerable<Row> Data();

    /// <summary>The traces of XPlot that draw this mark; the chart adds the name, and which axes they belong to.</summary>
    public abstract IEnumerable<X.Trace> Traces(Ink ink);

    /// <summary>Its shapes and annotations in a layout of XPlot, on axes whose names have this ending.</summary>
    public virtual void AddTo(XPlotFigure figure, string axes, Ink ink)
    {
    }

    /// <summary>True when nothing of it can be drawn, although it may know from where to where its axes go.</summary>
    public virtual bool IsEmpty => false;

    /// <summary>In words: "curve, x from 0 to 6, y from 0 to 9", without what lies outside the window.</summary>
    public abstract string Describe(Window window);
}
