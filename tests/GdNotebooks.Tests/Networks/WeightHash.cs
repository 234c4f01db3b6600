using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GdNotebooks.Tests.Networks;

/// <summary>The SHA-256 of a network's parameters in their flat order, as little-endian float32: what <c>gd train</c> prints.</summary>
internal static class WeightHash
{
    public static string Of(Network network)
    {
        byte[] bytes = new byte[sizeof(float) * network.ParameterCount];
        int at = 0;
        foreach (double parameter in network.Parameters)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), (float)parameter);
            at += sizeof(float);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
