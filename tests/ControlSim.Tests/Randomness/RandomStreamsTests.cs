using ControlSim.Randomness;

namespace ControlSim.Tests.Randomness;

public class RandomStreamsTests
{
    private readonly RandomStreams _streams = new(0xA4093822_299F31D0);

    [Fact]
    public void The_address_is_packed_into_the_counter_as_written()
    {
        // Tick, process << 24 | draw, entity low, entity high; key low, key high.
        Philox.Block block = Philox.Next(new Philox.Block(77, 0x06000123, 0x55667788, 0x11223344), 0x299F31D0, 0xA4093822);
        double expected = ((((ulong)block.Word0 << 32) | block.Word1) >> 11) / 9007199254740992.0;
        Assert.Equal(expected, _streams.Uniform(ProcessId.Combat, 77, 0x11223344_55667788, 0x123));
        double second = ((((ulong)block.Word2 << 32) | block.Word3) >> 11) / 9007199254740992.0;
        Assert.Equal((expected, second), _streams.Uniforms2(ProcessId.Combat, 77, 0x11223344_55667788, 0x123));
    }

    [Fact]
    public void Every_part_of_the_address_changes_the_number()
    {
        double[] numbers =
        [
            _streams.Uniform(ProcessId.Combat, 1, 1, 1),
            _streams.Uniform(ProcessId.Break, 1, 1, 1),
            _streams.Uniform(ProcessId.Combat, 2, 1, 1),
            _streams.Uniform(ProcessId.Combat, 1, 2, 1),
            _streams.Uniform(ProcessId.Combat, 1, 1UL << 32, 1),
            _streams.Uniform(ProcessId.Combat, 1, 1, 2),
            new RandomStreams(1).Uniform(ProcessId.Combat, 1, 1, 1),
            new RandomStreams(1UL << 32).Uniform(ProcessId.Combat, 1, 1, 1),
        ];
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
    }

    [Fact]
    public void Neighbouring_addresses_give_uniform_independent_numbers()
    {
        const int N = 20_000;
        double sum = 0, squares = 0, products = 0, before = 0.5;
        var cells = new int[16];
        for (int i = 0; i < N; i++)
        {
            double u = _streams.Uniform(ProcessId.Posture, i % 100, (ulong)(i / 100), 0);
            Assert.InRange(u, 0, 1 - double.Epsilon);
            sum += u - 0.5;
            squares += (u - 0.5) * (u - 0.5);
            products += (u - 0.5) * (before - 0.5);
            before = u;
            cells[(int)(u * 16)]++;
        }

        Assert.InRange(sum / N / Math.Sqrt(1.0 / 12 / N), -4, 4);
        Assert.InRange(((squares / N) - (1.0 / 12)) / Math.Sqrt(1.0 / 180 / N), -4, 4);
        Assert.InRange(products / N / Math.Sqrt(1.0 / 144 / N), -4, 4);
        double chiSquare = cells.Sum(count => Math.Pow(count - (N / 16.0), 2) / (N / 16.0));
        Assert.InRange(chiSquare, 2, 45); // 15 degrees of freedom: one in 10,000 outside
    }
}
