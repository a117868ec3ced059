using ControlSim.Randomness;

namespace ControlSim.Tests.Randomness;

public class PhiloxTests
{
    /// <summary>Known answers of Random123 (kat_vectors).</summary>
    [Theory]
    [InlineData(10, 0, 0, 0, 0, 0, 0, "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData(10, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData(10, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, "d16cfe09 94fdcceb 5001e420 24126ea1")]
    [InlineData(7, 0, 0, 0, 0, 0, 0, "5f6fb709 0d893f64 4f121f81 4f730a48")]
    public void Known_answers_come_out(int rounds, uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, string answer)
    {
        Philox.Block block = Philox.Next(new Philox.Block(c0, c1, c2, c3), k0, k1, rounds);
        Assert.Equal(answer, $"{block.Word0:x8} {block.Word1:x8} {block.Word2:x8} {block.Word3:x8}");
    }

    [Fact]
    public void Many_at_once_are_the_same_bits_as_one_at_a_time()
    {
        var random = new Random(5);
        ulong key = (ulong)random.NextInt64();
        var streams = new RandomStreams(key);
        for (int count = 0; count < 70; count++)
        {
            ulong[] entities = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
            var words = new ushort[8 * count];
            streams.Words(ProcessId.Combat, count, entities, 3 * count, words, count);
            for (int i = 0; i < count; i++)
            {
                var counter = new Philox.Block((uint)count, (uint)ProcessId.Combat << 24 | (3 * (uint)count), (uint)entities[i], (uint)(entities[i] >> 32));
                Philox.Block block = Philox.Next(counter, (uint)key, (uint)(key >> 32));
                int at = i;
                int[] got = [.. Enumerable.Range(0, 8).Select(k => words[at + (k * count)])];
                uint[] whole = [block.Word0, block.Word1, block.Word2, block.Word3];
                Assert.Equal(whole.SelectMany(w => new[] { (int)(w & 0xFFFF), (int)(w >> 16) }), got);
            }
        }
    }
}
