using System.Runtime.Intrinsics;

namespace GdNotebooks.Tests.Networks;

public unsafe class VectorMathTests
{
    [Fact]
    public void The_exponential_is_right_to_one_unit_of_the_last_place()
    {
        double worst = 0;
        for (float x = -86; x < 86; x += 0.00371f)
        {
            double exact = Math.Exp(x);
            worst = Math.Max(worst, Math.Abs(VectorMath.Exp(Vector256.Create(x))[0] - exact) / (MathF.BitIncrement((float)exact) - (float)exact));
        }

        Assert.InRange(worst, 0, 1);
        Assert.Equal(1, VectorMath.Exp(Vector256<float>.Zero)[0]);
    }

    [Fact]
    public void The_sigmoid_is_one_half_at_zero_and_never_leaves_0_to_1()
    {
        Assert.Equal(0.5f, Apply(VectorMath.Sigmoid, 0));
        Assert.Equal(1, Apply(VectorMath.Sigmoid, 1e30f));
        Assert.InRange(Apply(VectorMath.Sigmoid, -1e30f), 0, 1e-37f);
        for (float z = -80; z < 80; z += 0.013f)
        {
            double exact = 1 / (1 + Math.Exp(-z));
            Assert.InRange(Apply(VectorMath.Sigmoid, z), exact * (1 - 3e-7), exact * (1 + 3e-7));
        }
    }

    [Fact]
    public void The_hyperbolic_tangent_keeps_its_digits_near_zero_too()
    {
        Assert.Equal(1, Apply(VectorMath.Tanh, 1e30f));
        Assert.Equal(-1, Apply(VectorMath.Tanh, -1e30f));
        for (float z = 1e-20f; z < 50; z *= 1.037f)
        {
            double exact = Math.Tanh(z);
            Assert.InRange(Apply(VectorMath.Tanh, z), exact * (1 - 5e-7), exact * (1 + 5e-7));
            Assert.InRange(Apply(VectorMath.Tanh, -z), -exact * (1 + 5e-7), -exact * (1 - 5e-7));
        }
    }

    [Fact]
    public void What_is_not_a_number_stays_so()
    {
        Assert.True(float.IsNaN(Apply(VectorMath.Sigmoid, float.NaN)));
        Assert.True(float.IsNaN(Apply(VectorMath.Tanh, float.NaN)));
        Assert.True(float.IsNaN(Apply(VectorMath.ReLU, float.NaN)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(19)]
    public void A_softmax_sums_to_1_however_large_its_inputs_are_and_leaves_unused_lanes_at_0(int count)
    {
        float* z = stackalloc float[32];
        for (int j = 0; j < 32; j++)
        {
            z[j] = 1000 + (j % 7);
        }

        VectorMath.Softmax(z, count);

        double sum = 0;
        for (int j = 0; j < count; j++)
        {
            sum += z[j];
            Assert.Equal(Math.Exp((j % 7) - Enumerable.Range(0, count).Max(k => k % 7)) / Enumerable.Range(0, count).Sum(k => Math.Exp((k % 7) - Enumerable.Range(0, count).Max(i => i % 7))), z[j], 1e-6);
        }

        Assert.Equal(1, sum, 1e-6);
        for (int j = count; j < (count + 7) / 8 * 8; j++)
        {
            Assert.Equal(0, z[j]);
        }
    }

    private delegate void InPlace(float* z, int count);

    private static float Apply(InPlace function, float z)
    {
        float* eight = stackalloc float[8];
        for (int k = 0; k < 8; k++)
        {
            eight[k] = z;
        }

        function(eight, 8);
        return eight[3];
    }
}
