namespace GdNotebooks.Tests.Digits;

/// <summary>A test that needs the real MNIST, in the folder that GDNOTEBOOKS_DATA names.</summary>
public sealed class MnistFactAttribute : FactAttribute
{
    public MnistFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("GDNOTEBOOKS_DATA")))
        {
            Skip = "needs MNIST: set GDNOTEBOOKS_DATA to the folder with its four files";
        }
    }
}
