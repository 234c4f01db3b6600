using System.Globalization;
using X = XPlot.Plotly;

namespace GdNotebooks.Plotting;

/// <summary>A matrix as coloured cells, row 0 on top, with the values written in when a format is given.</summary>
internal sealed record Cells(double[,] Values, IReadOnlyList<string> ColumnNames, IReadOnlyList<string> RowNames, ColourScale Colours) : Mark
{
    // More cells than this are one embedded picture; each of them is smaller than a gap then.
    private const int MostRectangles = 1600;

    /// <summary>The number format of the values written into the cells; null writes none.</summary>
    public string? Format { get; init => field = Numbers.Checked(value); }

    /// <summary>A colour and its strength on the paper instead of the scale's, for a cell of a row and a column.</summary>
    public Func<int, int, (Ink Ink, double Strength)>? Shade { get; init; }

    public override bool TakesColour => false;

    public override IReadOnlyList<string> Categories => ColumnNames;

    public override IReadOnlyList<string> RowCategories => RowNames;

    public override ColourScale? Scale => Shade is null && !IsEmpty ? Colours : null;

    public override bool IsEmpty => !Values.Cast<double>().Any(double.IsFinite);

    private int Rows => Values.GetLength(0);

    private int Columns => Values.GetLength(1);

    public override void Extend(Extent x, Extent y)
    {
        if (Values.Length > 0)
        {
            x.Pin(-0.5);
            x.Pin(Columns - 0.5);
            y.Pin(-0.5);
            y.Pin(Rows - 0.5);
        }
    }

    public override void Draw(Canvas canvas, Panel panel, Ink ink)
    {
        var colours = Colours.In(canvas.Theme);
        Rgb? At(int row, int column) => double.IsFinite(Values[row, column]) ? colours[Values[row, column]] : null;
        if (Values.Length > MostRectangles)
        {
            Pixel corner = panel.At(-0.5, -0.5), opposite = panel.At(Columns - 0.5, Rows - 0.5);
            canvas.Image(Box.Between(corner, opposite), Png.Of(Columns, Rows, (x, y) => At(y, x)));
            return;
        }

        double size = Math.Min(panel.Box.Width / Columns, panel.Box.Height / Rows), gap = Math.Min(0.75, size * 0.06);
        double longest = Format is null ? 0 : Values.Cast<double>().Max(v => TextWidth.Of(Numbers.Shown(v, Format), 1));
        double text = longest == 0 ? 0 : Math.Min(12, Math.Min((panel.Box.Width / Columns - 4) / longest, panel.Box.Height / Rows * 0.7));
        for (int r = 0; r < Rows; r++)
        {
            for (int c = 0; c < Columns; c++)
            {
                var box = Box.Between(panel.At(c - 0.5, r - 0.5), panel.At(c + 0.5, r + 0.5)).Inset(gap, gap, gap, gap);
                if (Shade is not null)
                {
                    var (shade, strength) = Shade(r, c);
                    canvas.Rectangle(box, strength == 0 ? Palette.Grid : shade, strength == 0 ? 0.5 : strength, 1.5);
                    if (text >= 6 && Values[r, c] != 0)
                    {
                        canvas.Text(Middle(box, text), Numbers.Shown(Values[r, c], Format), text, Palette.Text, Anchor.Middle);
                    }

                    continue;
                }

                if (At(r, c) is not { } colour)
                {
                    // Nothing was measured here, or it was not finite.
                    canvas.Rectangle(box, Palette.Grid, corner: 1.5);
                    canvas.Line(new(box.Left + 2, box.Bottom - 2), new(box.Right - 2, box.Top + 2), new(Palette.Axis, 0.75));
                    continue;
                }

                canvas.Rectangle(box, Ink.Of(colour), corner: 1.5);
                if (text >= 6)
                {
                    canvas.Text(Middle(box, text), Numbers.Shown(Values[r, c], Format), text, Ink.Of(colour.Luminance > 0.36 ? new(20, 24, 28) : new(255, 255, 255)), Anchor.Middle);
                }
            }
        }
    }

    public override IEnumerable<X.Trace> Traces(Ink ink)
    {
        var trace = new X.Heatmap
        {
            x = Enumerable.Range(0, Columns).ToArray(), y = Enumerable.Range(0, Rows).ToArray(), z = PlotlyText.Rows(Rows, Columns, (r, c) => Values[r, c]),
            text = Enumerable.Range(0, Rows).Select(r => Enumerable.Range(0, Columns).Select(c => PlotlyText.Escape($"{RowNames[r]}, {ColumnNames[c]}: {Numbers.Shown(Values[r, c], Format)}")).ToArray()).ToArray(),
            hoverinfo = "text", colorscale = PlotlyText.Colours(Colours), showscale = Scale is not null,
        };
        if (Shade is null)
        {
            (trace.zmin, trace.zmax) = (PlotlyText.Rounded(Colours.Low), PlotlyText.Rounded(Colours.High));
            if (Scale is not null)
            {
                trace.colorbar = new() { thickness = 12, outlinewidth = 0 };
            }
        }
        else
        {
            // Plotly colours a cell by its number alone: right and wrong become the two signs of one scale.
            trace.z = PlotlyText.Rows(Rows, Columns, (r, c) => Shade(r, c).Strength * (r == c ? -1 : 1));
            (trace.zmin, trace.zmax) = (-1, 1);
            trace.colorscale = new object[][] { [0, Palette.Of(Plotting.Colour.Blue).Light], [0.5, "#ffffff"], [1, Palette.Of(Plotting.Colour.Vermillion).Light] };
        }

        return [trace];
    }

    // XPlot's heat maps have no texts of their own: few values stand on the cells as annotations.
    public override void AddTo(XPlotFigure figure, string axes, Ink ink)
    {
        for (int r = 0; r < Rows && Format is not null && Values.Length <= 400; r++)
        {
            for (int c = 0; c < Columns; c++)
            {
                if (double.IsFinite(Values[r, c]) && !(Shade is not null && Values[r, c] == 0))
                {
                    bool dark = Shade is null && Colours[Values[r, c]].Luminance <= 0.36;
                    figure.AddAnnotation(new()
                    {
                        text = PlotlyText.Escape(Numbers.Shown(Values[r, c], Format)), showarrow = false, xref = "x" + axes, yref = "y" + axes, x = c, y = r,
                        font = new() { size = 11, color = dark ? "#ffffff" : "#14181c" },
                    });
                }
            }
        }
    }

    public override IEnumerable<Row> Data() => RowNames.SelectMany((row, r) => ColumnNames.Select((column, c) =>
        new Row(("row", row), ("column", column), ("value", Values[r, c]))));

    public override string Describe(Window window)
    {
        var range = new Extent();
        foreach (double value in Values)
        {
            range.Include(value);
        }

        return $"{Rows} rows by {Columns} columns of coloured cells" + (range.IsEmpty ? "" : $", values {Numbers.FromTo(range.Min, range.Max)}");
    }

    public static IReadOnlyList<string> Names(IEnumerable<string>? names, int count, string what)
    {
        string[] chosen = names?.ToArray() ?? [.. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        return chosen.Length == count ? chosen : throw new ArgumentException($"There are {chosen.Length} names for {count} {what}.", nameof(names));
    }

    /// <summary>
    /// Counts of true class (rows) against predicted class (columns): what is right is blue, what is wrong
    /// vermillion, each by its share of the row. Mistakes are rare, so their strength grows with the root of the share.
    /// </summary>
    public static Cells Confusion(int[,] counts, IEnumerable<string>? names)
    {
        int n = counts.GetLength(0);
        if (n != counts.GetLength(1))
        {
            throw new ArgumentException($"A confusion matrix is square: this one has {n} rows and {counts.GetLength(1)} columns.", nameof(counts));
        }

        var values = new double[n, n];
        var rowSums = new double[n];
        for (int r = 0; r < n; r++)
        {
            for (int c = 0; c < n; c++)
            {
                values[r, c] = counts[r, c] >= 0 ? counts[r, c] : throw new ArgumentException($"A count cannot be negative: row {r}, column {c} is {counts[r, c]}.", nameof(counts));
                rowSums[r] += counts[r, c];
            }
        }

        var classes = Names(names, n, "classes");
        return new Cells(values, classes, classes, new(Plotting.Scale.Sequential, 0, 1))
        {
            Format = "0",
            Shade = (r, c) =>
            {
                double share = rowSums[r] == 0 ? 0 : values[r, c] / rowSums[r];
                return share == 0 ? (Palette.Grid, 0) : r == c
                    ? (Palette.Of(Plotting.Colour.Blue), 0.1 + (0.5 * share))
                    : (Palette.Of(Plotting.Colour.Vermillion), Math.Min(0.75, 0.05 + (2.4 * Math.Sqrt(share) * 0.8)));
            },
        };
    }

    private static Pixel Middle(Box box, double size) => new(box.Centre.X, box.Centre.Y + (size * 0.36));
}
