namespace GdNotebooks.Runner.Cells;

/// <summary>What the kernels give every cell besides .NET itself.</summary>
public static class CellExtensions
{
    internal static Action<object> Show { get; set; } = _ => { };

    /// <summary>Shows an object under the cell, in the middle of it.</summary>
    /// <param name="shown">What to show; nothing is shown for null.</param>
    public static void Display(this object? shown)
    {
        if (shown is not null)
        {
            Show(shown);
        }
    }
}
