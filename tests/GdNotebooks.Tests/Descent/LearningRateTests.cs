namespace GdNotebooks.Tests.Descent;

public sealed class LearningRateTests
{
    [Fact]
    public void Each_schedule_is_its_formula()
    {
        for (int t = 0; t <= 40; t++)
        {
            Assert.Equal(3, LearningRate.Constant(3).At(t));
            Assert.Equal(3 * Math.Pow(0.5, Math.Floor(t / 10.0)), LearningRate.StepDecay(3, 0.5, 10).At(t), 1e-14);
            Assert.Equal(3 * Math.Pow(0.95, t), LearningRate.Exponential(3, 0.95).At(t), 1e-13);
            Assert.Equal(3 / (1 + (0.1 * t)), LearningRate.InverseTime(3, 0.1).At(t), 1e-14);
            Assert.Equal(1.5 * (1 + Math.Cos(Math.PI * Math.Min(t, 30) / 30)), LearningRate.Cosine(3, 30).At(t), 1e-14);
        }
    }

    [Fact]
    public void A_number_is_a_constant_rate()
    {
        LearningRate rate = 0.1;

        Assert.Equal(0.1, rate.At(1000));
        Assert.Equal("0.1", rate.ToString());
    }

    [Fact]
    public void Values_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRate.Constant(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRate.Constant(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRate.Exponential(1, 1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRate.StepDecay(1, 0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRate.InverseTime(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRate.Cosine(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRate.Constant(1).At(-1));
    }
}
