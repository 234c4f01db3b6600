namespace GdNotebooks.Plotting;

/// <summary>Several figures in one, in rows; charts share their axes, so that what looks larger is larger.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource))]
public sealed class SmallMultiples : Figure
{
    private const double Gap = 18;
    private readonly Figure[] _figures;
    private readonly int _columns;
    private readonly bool _sharedAxes;

    internal SmallMultiples(IEnumerable<Figure> figures, int? columns, bool sharedAxes)
    {
        ArgumentNullException.ThrowIfNull(figures);
        _figures = [.. figures];
        if (Array.IndexOf(_figures, null) is >= 0 and int missing)
        {
            throw new ArgumentException($"Figure {missing} is null.", nameof(figures));
        }

        if (_figures.Length == 0)
        {
            throw new ArgumentException("Small multiples need at least one figure.", nameof(figures));
        }

        _columns = columns is null or > 0
            ? Math.Min(columns ?? (_figures.Length == 4 ? 2 : 3), _figures.Length)
            : throw new ArgumentException($"{columns} columns cannot hold figures: at least one is needed.", nameof(columns));
        _sharedAxes = sharedAxes;
        (Width, Height) = (_columns == 1 ? 640 : 760, 60 + (RowsOf(_columns) * (_columns == 1 ? 250 : _columns == 2 ? 280 : 250)));
    }

    /// <summary>What is shown side by side.</summary>
    public IReadOnlyList<Figure> Figures => _figures;

    private int RowsOf(int columns) => (_figures.Length + columns - 1) / columns;

    /// <summary>As many as were asked for, but no more than have room.</summary>
    private int ColumnsIn(double width)
    {
        double narrowest = Math.Min(150, ((720 + Gap) / _columns) - Gap);
        return Math.Clamp((int)((width + Gap) / (narrowest + Gap)), 1, _columns);
    }

    internal override string Summary() => $"{_figures.Length} figures side by side. " +
        string.Join(" ", _figures.Select((f, i) => Sentences($"{i + 1}, {f.Title ?? "untitled"}: {f.Summary()}")));

    internal override void Draw(Canvas canvas, Box area, double titleSize = LargeTitle)
    {
        double top = DrawTitle(canvas, area, titleSize);
        var plots = _figures.OfType<Plot>().ToArray();
        bool shared = _sharedAxes && plots.Length > 1, sameY = shared && plots.DistinctBy(SortOfY).Count() == 1;

        var entries = plots.Where(p => p.HasLegend).SelectMany(p => new PlotLayout(p).Entries).DistinctBy(e => (e.Label, e.Ink.Name)).ToList();
        if (shared && entries.Count > 0)
        {
            top = Legend.DrawRow(canvas, new(area.Left, top, area.Width, area.Height), entries) + 10;
        }

        int columns = ColumnsIn(area.Width), rows = RowsOf(columns);

        // The first column has the labels of the shared axis and is wider by as much: all charts are equally large.
        double margin = sameY ? LeftMargin(plots, canvas, new(0, 0, area.Width / columns, (area.Height / rows) - Gap)) : 0;
        double width = (area.Width - margin - (Gap * (columns - 1))) / columns;
        double height = (area.Bottom - top - (Gap * (rows - 1))) / rows;
        for (int i = 0; i < _figures.Length; i++)
        {
            int column = i % columns, row = i / columns;
            double left = area.Left + (column == 0 ? 0 : margin) + (column * (width + Gap));
            var place = new Box(left, top + (row * (height + Gap)), width + (column == 0 ? margin : 0), height);
            if (_figures[i] is Plot plot)
            {
                var (x, y) = shared ? SharedRanges(plot, plots) : (null, null);
                new PlotLayout(plot)
                {
                    TitleSize = PanelTitle,
                    SharedX = x,
                    SharedY = y,
                    YLabels = !sameY || column == 0,
                    HasLegend = plot.HasLegend && !shared,
                }.Draw(canvas, place);
            }
            else
            {
                _figures[i].Draw(canvas, place, PanelTitle);
            }
        }
    }

    internal override double HeightAt(double width)
    {
        // The title and a legend stay as high as they are; a row of panels follows their width.
        const double Head = 60;
        int columns = ColumnsIn(width - 40);
        double PanelIn(double area) => ((area + Gap) / ColumnsIn(area)) - Gap;
        double now = Width / Magnification, row = ((Height / Magnification) - Head) / RowsOf(ColumnsIn(now - 40)), wider = PanelIn(width - 40) / PanelIn(now - 40);
        return Head + (RowsOf(columns) * Math.Max(row * (columns < ColumnsIn(now - 40) ? Math.Min(1, wider) : wider), Math.Min(row, 200)));
    }

    internal override IEnumerable<Row> Data() => _figures.SelectMany((figure, i) => figure.Data()
        .Select(row => row.Of("panel", figure.Title ?? (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))));

    internal override string? WhyNoXPlot => _figures.Select(f => f.WhyNoXPlot).FirstOrDefault(reason => reason is not null);

    internal override void AddTo(XPlotFigure figure, PlotlyDomain domain)
    {
        var plots = _figures.OfType<Plot>().ToArray();
        for (int i = 0; i < _figures.Length; i++)
        {
            double width = (domain.Right - domain.Left) / _columns, height = (domain.Top - domain.Bottom) / RowsOf(_columns);
            double left = domain.Left + (width * (i % _columns)), top = domain.Top - (height * (i / _columns));
            var part = new PlotlyDomain(left, left + (width * 0.86), top - (height * 0.84), top - (height * 0.06));
            if (_figures[i] is Plot plot)
            {
                var (x, y) = _sharedAxes && plots.Length > 1 ? SharedRanges(plot, plots) : (null, null);
                new PlotLayout(plot) { SharedX = x, SharedY = y, HasLegend = false }.AddTo(figure, part);
            }
            else
            {
                _figures[i].AddTo(figure, part);
            }

            figure.AddPanelTitle(_figures[i].Title ?? "", part);
        }

        figure.Layout.showlegend = false;
    }

    // Numbers, their logarithms, and each list of names are axes of different sorts: only like shares with like.
    private static (bool, string) SortOfX(Plot plot) => (plot.LogX, Names(plot.Marks.Select(m => m.Categories)));

    // A bar's height and a line's value are seldom one quantity: bars share with bars.
    private static (bool, bool, string) SortOfY(Plot plot) =>
        (plot.LogY, plot.Marks.Any(m => m.Categories is not null), Names(plot.Marks.Select(m => m.RowCategories)));

    private static string Names(IEnumerable<IReadOnlyList<string>?> categories) =>
        categories.FirstOrDefault(c => c is not null) is { } names ? string.Join('\n', names.Prepend("")) : "";

    private static ((double From, double To)? X, (double From, double To)? Y) SharedRanges(Plot plot, Plot[] plots)
    {
        Plot[] likeX = [.. plots.Where(p => SortOfX(p) == SortOfX(plot))], likeY = [.. plots.Where(p => SortOfY(p) == SortOfY(plot))];
        var (x, y) = (new Extent(plot.LogX), new Extent(plot.LogY));
        foreach (var like in likeX)
        {
            x.Include(new PlotLayout(like).Extents().X);
        }

        foreach (var like in likeY)
        {
            y.Include(new PlotLayout(like).Extents().Y);
        }

        return (likeX.Select(p => p.XRange).FirstOrDefault(r => r is not null) ?? x.Padded(), likeY.Select(p => p.YRange).FirstOrDefault(r => r is not null) ?? y.Padded());
    }

    private static double LeftMargin(Plot[] plots, Canvas canvas, Box place)
    {
        var (x, y) = SharedRanges(plots[0], plots);
        double With(bool labels) => new PlotLayout(plots[0].With(p => p.EqualAspect = false)) { TitleSize = PanelTitle, SharedX = x, SharedY = y, YLabels = labels, HasLegend = false }
            .Draw(canvas.Blank(), place).Left;
        return With(true) - With(false);
    }
}
