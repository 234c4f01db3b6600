namespace GdNotebooks.Tests;

/// <summary>
/// How much of the same is done. What is repeated only to be surer (kills at random moments, spoilt files, one chapter
/// after the other) is done a quarter as often on somebody's own machine as where GDNOTEBOOKS_THOROUGH is set, as it is
/// by <c>.ci/run</c>.
/// </summary>
internal static class Thorough
{
    public static bool IsAskedFor { get; } = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("GDNOTEBOOKS_THOROUGH"));

    public static int Times(int all) => IsAskedFor ? all : (all + 3) / 4;

    /// <summary>Why a test that takes long is skipped; null where everything is asked for.</summary>
    public static string? WhyNot(string takes) => IsAskedFor ? null : $"{takes}: done with GDNOTEBOOKS_THOROUGH=1 only";

    public static IEnumerable<T> Of<T>(IEnumerable<T> all) => IsAskedFor ? all : all.Where((_, i) => i % 4 == 0);
}

/// <summary>A test that takes long for what it tells most changes: it runs where everything is asked for, and says so elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ThoroughFactAttribute : FactAttribute
{
    /// <param name="takes">What takes so long.</param>
    public ThoroughFactAttribute(string takes) => Skip = Thorough.WhyNot(takes);
}
