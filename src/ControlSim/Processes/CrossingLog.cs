using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Tells the log which crossings were shut or opened since it looked last, whatever did it. Changes nothing.</summary>
[Writes]
internal sealed class CrossingLog
{
    private readonly World _world;
    private readonly EventLog _log;
    private readonly string[] _ids;
    private readonly bool[] _toSupply;
    private readonly bool[] _toUnits;

    public CrossingLog(World world, Scenario scenario, EventLog log)
    {
        _world = world;
        _log = log;
        _ids = [.. world.Order.Crossings.Select(row => scenario.Crossings[row].Id)];
        _toSupply = new bool[world.Crossings.Count];
        _toUnits = new bool[world.Crossings.Count];
        Resume();
    }

    /// <summary>What is so now is known.</summary>
    public void Resume()
    {
        _world.Crossings.OpenToSupply.CopyTo(_toSupply, 0);
        _world.Crossings.OpenToUnits.CopyTo(_toUnits, 0);
    }

    public void Step()
    {
        for (int g = 0; g < _toSupply.Length; g++)
        {
            bool supply = _world.Crossings.OpenToSupply[g], units = _world.Crossings.OpenToUnits[g];
            if (supply != _toSupply[g] || units != _toUnits[g])
            {
                bool shuts = (_toSupply[g] && !supply) || (_toUnits[g] && !units);
                (_toSupply[g], _toUnits[g]) = (supply, units);
                _log.Add(
                    shuts ? RunEventKind.CrossingClosed : RunEventKind.CrossingOpened, _world.Crossings.Location[g], -1, -1, 0,
                    _ids[g], new EventTerms(supply ? 1 : 0, units ? 1 : 0));
            }
        }
    }
}
