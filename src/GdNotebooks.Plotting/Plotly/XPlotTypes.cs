using Newtonsoft.Json;
using X = XPlot.Plotly;

#pragma warning disable CA1707, IDE1006 // the names are plotly.js's

namespace GdNotebooks.Plotting;

// XPlot's own types, with what plotly.js has and they lack. Its marker for its own use, which plotly.js does not know, is left out.

/// <summary>A layout with as many panels as there are: XPlot names the first two.</summary>
internal sealed class PanelLayout : X.Layout.Layout
{
    [JsonExtensionData]
    public IDictionary<string, object> More { get; } = new SortedDictionary<string, object>(StringComparer.Ordinal);
}

/// <summary>A horizontal axis, or one of a scene.</summary>
internal sealed class PanelX : X.Xaxis
{
    public new bool _isSubplotObj { get; set; }

#pragma warning disable CA1822 // found by its name
    public new bool ShouldSerialize_isSubplotObj() => false;
#pragma warning restore CA1822
}

/// <summary>A vertical axis, which can keep its unit as long as another's.</summary>
internal sealed class PanelY : X.Yaxis
{
    public new bool _isSubplotObj { get; set; }

    public string? scaleanchor { get; set; }

#pragma warning disable CA1822 // found by its name
    public new bool ShouldSerialize_isSubplotObj() => false;
#pragma warning restore CA1822

    public bool ShouldSerializescaleanchor() => scaleanchor is not null;
}

/// <summary>A space for surfaces.</summary>
internal sealed class PanelScene : X.Scene
{
    public new bool _isSubplotObj { get; set; }

#pragma warning disable CA1822 // found by its name
    public new bool ShouldSerialize_isSubplotObj() => false;
#pragma warning restore CA1822
}
