namespace GdNotebooks.Tests;

/// <summary>Spoils files in the ways disks, networks and people do; the same seed spoils in the same way.</summary>
internal static class Mutation
{
    // Numbers that break programs: none, one, signs, limits, and what looks like a size.
    private static readonly uint[] Numbers = [0, 1, 9, 10, 27, 28, 29, 255, 256, 784, 65_535, 65_536, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF];

    /// <summary>A copy of a file with one to four faults.</summary>
    public static byte[] Of(byte[] file, ref SplitMix random)
    {
        var bytes = file.ToList();
        for (var faults = 1 + random.Below(4); faults > 0; faults--)
        {
            var at = random.Below(bytes.Count + 1);
            // Headers are at the front, and archives have one at the end: most faults go there.
            at = random.Below(3) switch
            {
                0 => Math.Min(at, random.Below(64)),
                1 => Math.Max(at, bytes.Count - random.Below(Math.Min(bytes.Count, 128) + 1)),
                _ => at,
            };
            var length = Math.Min(1 + random.Below(1 << random.Below(9)), bytes.Count - at);
            switch (random.Below(7))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Below(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = (byte)random.Below(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 5:
                    bytes.Insert(at, (byte)random.Below(256));
                    break;
                case 6 when at + 4 <= bytes.Count:
                    var number = BitConverter.GetBytes(Numbers[random.Below(Numbers.Length)]);
                    var order = random.Below(2) == 0 ? number : number.Reverse();
                    foreach (var (i, value) in order.Index())
                    {
                        bytes[at + i] = value;
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
