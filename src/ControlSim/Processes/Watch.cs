using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>One condition of a trigger, in table rows: reads its quantity and says whether it lies within the bounds.</summary>
internal sealed class Watch
{
    private readonly World _world;
    private readonly Condition _condition;
    private readonly int _row;
    private readonly string _subject;
    private readonly int _faction;
    private readonly int _other;
    private readonly int _bloc;
    private readonly int _location;
    private readonly int _country;
    private readonly int _presence;
    private readonly int _trigger;
    private readonly int _is;
    private readonly (double All, double Part)[] _sums; // of each stretch of rows of the bloc

    /// <summary>Finds the rows of a condition.</summary>
    /// <param name="world">The world.</param>
    /// <param name="condition">What is watched.</param>
    /// <param name="row">Its row among all conditions.</param>
    /// <param name="subject">Its name in the log.</param>
    public Watch(World world, Condition condition, int row, string subject)
    {
        (_world, _condition, _row, _subject) = (world, condition, row, subject);
        CanonicalOrder order = world.Order;
        _faction = RowOrNone(order.FactionRow, condition.Faction);
        _other = RowOrNone(order.FactionRow, condition.Other);
        _bloc = RowOrNone(order.BlocRow, condition.Bloc);
        _location = RowOrNone(order.LocationRow, condition.Location);
        _country = Array.IndexOf(order.Countries, condition.Country);
        _presence = RowOrNone(order.PresenceRow, condition.Presence);
        _trigger = RowOrNone(order.TriggerRow, condition.Trigger);
        _is = condition.Quantity switch
        {
            Quantity.Owner when condition.Is != Condition.None => order.BlocRow[condition.Is],
            Quantity.Relation => (int)Enum.Parse<RelationKind>(condition.Is, ignoreCase: true),
            _ => -1,
        };
        _sums = new (double, double)[SumsUnits ? world.FactionRows.All.Length : 0];
    }

    /// <summary>Must units be summed before it is read?</summary>
    public bool SumsUnits => _condition.Quantity is Quantity.Fighters or Quantity.CellsShare or Quantity.Supply;

    /// <summary>Value at the last reading; for an owner, a capture or a relation 1 if it is so, else 0.</summary>
    public double Value { get; private set; }

    /// <summary>Does the condition hold?</summary>
    public bool Holds => IsYesOrNo ? Value > 0 : Value > _condition.Above && Value < _condition.Below;

    private bool IsYesOrNo => _condition.Quantity is Quantity.Owner or Quantity.Capture or Quantity.Relation or Quantity.Fired;

    public void Read() => Value = _condition.Quantity switch
    {
        Quantity.Control => _world.Locations.Control[(_location * _world.Blocs.Count) + _bloc],
        Quantity.Owner => _world.Locations.Owner[_location] == _is ? 1 : 0,
        Quantity.Capture => ReadCapture(),
        Quantity.Fighters or Quantity.CellsShare or Quantity.Supply => ReadUnits(),
        Quantity.HeldPopulation => ReadPopulation(),
        Quantity.Prestige => _world.Economy.Prestige[_faction],
        Quantity.Treasury => _world.Economy.Treasury[_faction],
        Quantity.Morale => _country < 0 ? 0 : _world.Factions.Morale[(_faction * _world.Countries) + _country],
        Quantity.Tension => Math.Max(0, _world.Politics.Tension[(_faction * _world.Factions.Count) + _other]),
        Quantity.Relation => _country >= 0 && RelationIn(_country) == _is ? 1 : 0,
        Quantity.Consent => _world.Presences.Consent[_presence],
        Quantity.Presence => _country >= 0 && _world.Politics.IsPresent[(_faction * _world.Countries) + _country] ? 1 : 0,
        Quantity.Fired => _world.Triggers.Fired[_trigger],
        _ => throw new InvalidOperationException($"Unknown quantity {_condition.Quantity}."),
    };

    /// <summary>Logs the value against the bound that it passed.</summary>
    public void Log(EventLog log)
    {
        double bound = IsYesOrNo ? double.NaN : double.IsFinite(_condition.Above) ? _condition.Above : _condition.Below;
        log.Add(RunEventKind.TriggerFired, _location, _bloc, -1, 0, _subject, new EventTerms(Value, bound));
    }

    private int RelationIn(int country) =>
        (int)_world.Factions.Relation[(((country * _world.Factions.Count) + _faction) * _world.Factions.Count) + _other];

    private double ReadCapture()
    {
        int now = _world.Locations.LastOwner[_location], before = _world.Triggers.LastOwner[_row];
        _world.Triggers.LastOwner[_row] = now;
        return now != before && (_bloc < 0 || now == _bloc) ? 1 : 0;
    }

    /// <summary>Sums units, every so many stretches of rows, so that threads share them.</summary>
    public void Sum(int part)
    {
        ReadOnlySpan<FactionRows.Stretch> stretches = _world.FactionRows.All;
        for (int s = part; s < _sums.Length; s += _world.Chunks.Count)
        {
            _sums[s] = _world.Factions.Bloc[stretches[s].Faction] == _bloc ? Sum(stretches[s]) : default;
        }
    }

    private double ReadUnits()
    {
        double all = 0, part = 0;
        foreach ((double fighters, double these) in _sums)
        {
            (all, part) = (all + fighters, part + these);
        }

        return _condition.Quantity == Quantity.Fighters ? all : all > 0 ? part / all : 0;
    }

    /// <summary>Fighters of neighbouring rows, and of those the ones in cells or what supply they have; four rows in turn.</summary>
    private (double All, double Part) Sum(FactionRows.Stretch rows)
    {
        ReadOnlySpan<double> fighters = _world.Units.Fighters.AsSpan(rows.First, rows.Last - rows.First);
        ReadOnlySpan<double> supply = _world.Units.Supply.AsSpan(rows.First, fighters.Length);
        ReadOnlySpan<Posture> posture = _world.Units.Posture.AsSpan(rows.First, fighters.Length);
        bool cells = _condition.Quantity == Quantity.CellsShare;
        Vector256<double> all = default, part = default;
        int u = 0;
        for (; u <= fighters.Length - Vector256<double>.Count; u += Vector256<double>.Count)
        {
            Vector256<double> n = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(fighters), (nuint)u);
            all += n;
            part += n * (cells
                ? Vector256.Create((double)posture[u], (double)posture[u + 1], (double)posture[u + 2], (double)posture[u + 3])
                : Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(supply), (nuint)u));
        }

        double sum = (all[0] + all[1]) + (all[2] + all[3]), weighed = (part[0] + part[1]) + (part[2] + part[3]);
        for (; u < fighters.Length; u++)
        {
            sum += fighters[u];
            weighed += fighters[u] * (cells ? (double)posture[u] : supply[u]);
        }

        return (sum, weighed);
    }

    private double ReadPopulation()
    {
        double sum = 0;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            sum += _world.Locations.Owner[l] == _bloc ? _world.Locations.Population[l] : 0;
        }

        return sum;
    }

    private static int RowOrNone(Dictionary<string, int> rows, string id) => id.Length == 0 ? -1 : rows[id];
}
