#if !NET9_0_OR_GREATER
namespace GdNotebooks.Plotting;

/// <summary>What the figures use of .NET 9, for the kernels that run on .NET 8 and find none of it.</summary>
internal static class Net8
{
    extension(Convert)
    {
        public static string ToHexStringLower(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
    }

    extension<T>(IEnumerable<T> items)
    {
        public IEnumerable<(int Index, T Item)> Index() => items.Select((item, index) => (index, item));
    }
}
#endif
