using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public class UnitHitsTests
{
    private const int Days = 4000;

    private readonly World _world = TestWorlds.Brawl(3).Open().World;
    private readonly RandomStreams _random = new(0x1234_5678_9ABC_DEF0);
    private readonly double[] _chance;
    private readonly int _living;

    public UnitHitsTests()
    {
        _chance = new double[(2 * _world.Locations.Count * _world.Factions.Count) + 1];
        _living = _world.Tallies.Group.Count(g => g >= 0);
    }

    [Theory]
    [InlineData(0.00003)]
    [InlineData(0.002)]
    [InlineData(0.3)]
    public void Who_is_found_is_whose_whole_draw_lies_within_the_bound(double chance)
    {
        Array.Fill(_chance, chance, 1, _chance.Length - 1);
        var hits = new UnitHits(_world, _random, ProcessId.Combat);
        for (int day = 1; day <= 200; day++)
        {
            _world.Tick = day;
            hits.FindUnits(_world.WordsOf(_random), Today(UnitWords.Combat), _chance);
            Dictionary<int, double> found = Found(hits);
            for (int u = 0; u < _world.Units.Count; u++)
            {
                double draw = Whole(u, UnitWords.Combat);
                Assert.InRange(draw, 0, 1 - RandomStreams.Step);
                if (_world.Tallies.Group[u] >= 0 && draw >= 1 - chance)
                {
                    Assert.Equal(draw, found[u]);
                }
            }

            Assert.All(found, pair => Assert.True(pair.Value >= 1 - chance - (1.0 / UnitWords.Range)));
        }
    }

    [Theory]
    [InlineData(0.0002, 0.001)]
    [InlineData(0.0001, 0)]
    public void Fighters_count_and_what_they_lack(double chance, double unsupplied)
    {
        Array.Fill(_chance, chance, 1, _chance.Length - 1);
        _chance[0] = double.NegativeInfinity;
        var hits = new UnitHits(_world, _random, ProcessId.Desertion);
        double found = 0;
        for (int day = 1; day <= Days; day++)
        {
            _world.Tick = day;
            hits.FindFighters(_world.WordsOf(_random), Today(UnitWords.Leaving), _chance, unsupplied);
            foreach ((int u, double draw) in Found(hits))
            {
                found += draw >= 1 - BoundOf(u) ? 1 : 0;
            }
        }

        double BoundOf(int u) => _world.Units.Fighters[u] * (chance + (unsupplied * (1 - _world.Units.Supply[u])));
        double expected = Days * Enumerable.Range(0, _world.Units.Count).Where(u => _world.Tallies.Group[u] >= 0).Sum(BoundOf);
        Assert.InRange((found - expected) / Math.Sqrt(expected), -4, 4);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.3)]
    public void Rows_of_factions_that_are_not_asked_for_are_passed_over_and_the_others_found_as_before(double chance)
    {
        Array.Fill(_chance, chance, 1, _chance.Length - 1);
        var (all, some) = (new UnitHits(_world, _random, ProcessId.Combat), new UnitHits(_world, _random, ProcessId.Combat));
        int passed = 0;
        for (int day = 1; day <= 100; day++)
        {
            (_world.Tick, some.Factions) = (day, 1UL << (day % _world.Factions.Count));
            all.FindFighters(_world.WordsOf(_random), Today(UnitWords.Combat), _chance);
            Dictionary<int, double> found = Found(all), asked = found.Where(p => (some.Factions >> _world.Units.Faction[p.Key] & 1) != 0).ToDictionary();
            some.FindFighters(_world.WordsOf(_random), Today(UnitWords.Combat), _chance);
            Dictionary<int, double> listed = Found(some);
            Assert.All(listed, p => Assert.True((some.Factions >> _world.Units.Faction[p.Key] & 1) != 0));
            Assert.All(asked, p => Assert.Equal(p.Value, listed[p.Key]));
            passed += found.Count - asked.Count;
        }

        Assert.True(passed > 100);
    }

    [Fact]
    public void Words_of_a_faction_are_the_same_whoever_else_is_asked_for()
    {
        UnitWords Words() => new(_world, _random, ProcessId.Air, draw: 2, StableId.MixSecond(77), days: UnitWords.Count);
        UnitWords all = Words(), one = Words();
        for (int day = 1; day <= 40; day++)
        {
            _world.Tick = day;
            ulong asked = 1UL << (day / 3 % _world.Factions.Count);
            ushort[] whole = all.Of(0, day % UnitWords.Count).ToArray(), part = one.Of(0, day % UnitWords.Count, asked).ToArray();
            Assert.All(
                Enumerable.Range(0, whole.Length).Where(u => (asked >> _world.Units.Faction[u] & 1) != 0), u => Assert.Equal(whole[u], part[u]));
        }
    }

    /// <summary>Words of one block, of neighbouring days and units: every pair is as independent as the draws of a cell each.</summary>
    [Theory]
    [InlineData(UnitWords.Posture, UnitWords.Combat, 0, 0)]
    [InlineData(UnitWords.Attacks, UnitWords.Leaving, 0, 0)]
    [InlineData(UnitWords.Leaving, UnitWords.Posture, 0, 0)]
    [InlineData(UnitWords.Leaving, UnitWords.Posture, 1, 0)]
    [InlineData(UnitWords.Combat, UnitWords.Combat, 1, 0)]
    [InlineData(UnitWords.Combat, UnitWords.Combat, 0, 1)]
    public void Draws_are_uniform_and_independent(int word, int other, int later, int further)
    {
        UnitWords words = _world.WordsOf(_random);
        AssertIndependent(
            day => words.Of(0, words.Today(word)).ToArray(),
            day => words.Of(0, words.Today(other)).ToArray(), later, further);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void A_block_that_serves_eight_days_gives_eight_independent_words(int later, int further)
    {
        var words = new UnitWords(_world, _random, ProcessId.Air, draw: 2, StableId.MixSecond(77), days: UnitWords.Count);
        AssertIndependent(day => words.Of(0, day % UnitWords.Count).ToArray(), day => words.Of(0, day % UnitWords.Count).ToArray(), later, further);
    }

    [Fact]
    public void Two_actors_draw_apart()
    {
        UnitWords[] words = [.. new ulong[] { 5, 6 }.Select(id => new UnitWords(_world, _random, ProcessId.Air, 2, StableId.MixSecond(id), UnitWords.Count))];
        AssertIndependent(day => words[0].Of(0, day % UnitWords.Count).ToArray(), day => words[1].Of(0, day % UnitWords.Count).ToArray(), 0, 0);
    }

    [Fact]
    public void In_a_deterministic_run_everybody_with_a_chance_is_found()
    {
        World world = TestWorlds.Brawl(3, deterministic: true).Open().World;
        Array.Fill(_chance, 1e-9, 1, _chance.Length - 1);
        var hits = new UnitHits(world, _random, ProcessId.Combat);
        hits.FindFighters(world.WordsOf(_random), UnitWords.Combat, _chance);
        Assert.Equal(world.Tallies.Group.Count(g => g >= 0), hits.Rows(0).Length);
        Assert.All(hits.Draws(0).ToArray(), draw => Assert.Equal(0.5, draw));
    }

    private int Today(int word) => _world.WordsOf(_random).Today(word);

    private double Whole(int u, int word) => UnitWords.Join(
        _world.WordsOf(_random)[u, Today(word)], _random.Uniform(ProcessId.Combat, _world.Tick, _world.Units.StableIds[u], 0));

    private static Dictionary<int, double> Found(UnitHits hits) =>
        Enumerable.Range(0, hits.Rows(0).Length).ToDictionary(i => hits.Rows(0)[i], i => hits.Draws(0)[i]);

    /// <summary>Chi-square of 4 x 4 cells of the first digits of pairs.</summary>
    private void AssertIndependent(Func<int, ushort[]> first, Func<int, ushort[]> second, int later, int further)
    {
        Assert.True(_living > 40);
        var cells = new int[4, 4];
        var before = new ushort[_world.Units.Count];
        int pairs = 0;
        for (int day = 1; day <= Days; day++)
        {
            _world.Tick = day;
            ushort[] a = later > 0 ? before : first(day), b = second(day);
            for (int u = 0; u + further < b.Length && (later == 0 || day > 1); u++, pairs++)
            {
                cells[a[u] >> 14, b[u + further] >> 14]++;
            }

            before = first(day);
        }

        double chiSquare = cells.Cast<int>().Sum(count => Math.Pow(count - (pairs / 16.0), 2) / (pairs / 16.0));
        Assert.InRange(chiSquare, 2, 45); // 15 degrees of freedom: one in 10,000 outside
    }
}
