using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Which places politics close to a commander on a day.</summary>
internal sealed class Restraints
{
    private readonly World _world;
    private readonly Rule[] _rules;
    private readonly bool[] _closed;

    public Restraints(World world, Scenario scenario)
    {
        _world = world;
        CanonicalOrder order = world.Order;
        _closed = new bool[world.Locations.Count];
        _rules = [.. scenario.Restraints.Select(r => new Rule(
            r.Factions.Aggregate(0UL, (bits, f) => bits | (1UL << order.FactionRow[f])),
            scenario.TickOf(r.From), scenario.TickOf(r.To), Rows(r.Locations), Rows(r.Until)))];

        int[] Rows(ImmutableArray<string> ids) => [.. ids.Select(id => order.LocationRow[id])];
    }

    /// <summary>Finds what is closed to a faction today.</summary>
    public void Survey(int f)
    {
        Array.Clear(_closed);
        foreach (Rule rule in _rules)
        {
            if ((rule.Factions >> f & 1) != 0 && _world.Tick >= rule.From && _world.Tick <= rule.To && !IsLifted(rule, _world.Factions.Bloc[f]))
            {
                foreach (int l in rule.Locations)
                {
                    _closed[l] = true;
                }
            }
        }
    }

    /// <summary>Is the location closed to the faction of the last survey?</summary>
    public bool Closes(int location) => _closed[location];

    private bool IsLifted(Rule rule, int bloc)
    {
        foreach (int l in rule.Until)
        {
            if (!Presence.IsHeldFor(_world, l, bloc))
            {
                return false;
            }
        }

        return rule.Until.Length > 0;
    }

    private sealed record Rule(ulong Factions, int From, int To, int[] Locations, int[] Until);
}
