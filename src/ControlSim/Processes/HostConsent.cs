using System.Runtime.InteropServices;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P12, guests and hosts (S2-20, S2-27, S2-32, S2-33). Consent falls by a constant a day, with every strike of the guest on
/// the host's soil and with every incident between the guest and the host's bloc. Below the limit the presence ends after
/// its delay, unless consent comes back; a presence that depends on one that is gone ends with it, and so on along the
/// chain. The units of an absent faction leave the map; when its presence begins again they come back to where they stood,
/// or to the most populous place of the country that is held for their bloc. Presences in turn, in canonical order. No paper.
/// </summary>
[Writes(
    "Presences.Consent", "Presences.EndTick", "Politics.IsPresent", "Politics.Strikes", "Politics.Attacks", "Units.Fighters",
    "Units.Operation", "Units.Away", "Units.Location", "Units.Corridor", "Units.WayKm", "Units.Target", "Ledger.Departed",
    "Ledger.Returned")]
internal sealed class HostConsent
{
    private readonly World _world;
    private readonly EventLog _log;
    private readonly string[] _names;
    private readonly double[] _departed;
    private bool _isAnyAway = true; // somebody may be

    public HostConsent(World world, Scenario scenario, EventLog log)
    {
        (_world, _log) = (world, log);
        _names = [.. world.Order.Presences.Select(row => scenario.Presences[row].Id)];
        _departed = new double[world.Factions.Count * world.Countries];
    }

    /// <summary>A state was put into the tables.</summary>
    public void Resume() => _isAnyAway = true;

    public void Step()
    {
        Presences presences = _world.Presences;
        for (int p = 0; p < presences.Count; p++)
        {
            if (IsPresent(p))
            {
                Erode(p);
            }
        }

        while (EndDependents())
        {
        }

        Array.Clear(_world.Politics.Strikes);
        Array.Clear(_world.Politics.Attacks);
        Leave();
        Return();
    }

    private bool IsPresent(int p)
    {
        Presences presences = _world.Presences;
        return presences.Country[p] >= 0
            && _world.Politics.IsPresent[(presences.Faction[p] * _world.Countries) + presences.Country[p]];
    }

    private void Erode(int p)
    {
        Presences presences = _world.Presences;
        int guest = (presences.Faction[p] * _world.Countries) + presences.Country[p];
        double attacks = _world.Politics.Attacks[(guest * _world.Blocs.Count) + presences.Host[p]];
        double consent = presences.Consent[p] - presences.ErosionPerDay[p]
            - (presences.ErosionPerStrike[p] * _world.Politics.Strikes[guest]) - (presences.ErosionPerAttack[p] * attacks);
        presences.Consent[p] = Math.Max(0, consent);
        if (presences.Consent[p] >= presences.Limit[p])
        {
            presences.EndTick[p] = -1;
        }
        else if (presences.EndTick[p] < 0)
        {
            presences.EndTick[p] = _world.Tick + presences.DelayDays[p];
            Log(RunEventKind.ConsentLost, p);
        }

        if (presences.EndTick[p] >= 0 && presences.EndTick[p] <= _world.Tick)
        {
            End(p);
        }
    }

    private bool EndDependents()
    {
        bool ended = false;
        for (int p = 0; p < _world.Presences.Count; p++)
        {
            if (!IsPresent(p))
            {
                continue;
            }

            foreach (int other in _world.Presences.DependsOn[p])
            {
                if (!IsPresent(other))
                {
                    End(p);
                    ended = true;
                    break;
                }
            }
        }

        return ended;
    }

    private void End(int p)
    {
        Presences presences = _world.Presences;
        presences.EndTick[p] = -1;
        _world.Politics.IsPresent[(presences.Faction[p] * _world.Countries) + presences.Country[p]] = false;
        Log(RunEventKind.PresenceEnded, p);
    }

    private void Log(RunEventKind kind, int p)
    {
        Presences presences = _world.Presences;
        _log.Add(
            kind, -1, _world.Factions.Bloc[presences.Faction[p]], presences.Host[p], 0, _names[p],
            new EventTerms(presences.Consent[p], presences.Limit[p]));
    }

    private void Return()
    {
        Units units = _world.Units;
        _isAnyAway = _isAnyAway && MemoryMarshal.Cast<double, long>(units.Away).ContainsAnyExcept(0);
        if (!_isAnyAway)
        {
            return;
        }

        for (int u = 0; u < units.Count; u++)
        {
            int country = _world.Locations.Country[units.Location[u]];
            if (units.Away[u] <= 0 || !_world.Politics.IsPresent[(units.Faction[u] * _world.Countries) + country])
            {
                continue;
            }

            int bloc = _world.Factions.Bloc[units.Faction[u]], to = PlaceFor(units.Location[u], bloc, country);
            if (to >= 0)
            {
                _world.Changes.Note(u);
                (units.Fighters[u], units.Away[u]) = (units.Away[u], 0);
                _world.Ledger.Returned[units.Faction[u]] += units.Fighters[u];
                units.Location[u] = to;
                units.Corridor[u] = units.Target[u] = -1;
                units.WayKm[u] = 0;
                _log.Join(RunEventKind.UnitsReturned, to, bloc, -1, units.Fighters[u], _world.Order.Countries[country], EventTerms.None);
            }
        }
    }

    /// <summary>Where the unit stood, unless it is an enemy's now; else the most populous place held for its bloc, or -1.</summary>
    private int PlaceFor(int location, int bloc, int country)
    {
        int owner = _world.Locations.Owner[location], best = -1;
        if (owner < 0 || !_world.Blocs.AreHostile(country, bloc, owner))
        {
            return location;
        }

        for (int l = 0; l < _world.Locations.Count; l++)
        {
            if (_world.Locations.Country[l] == country && Presence.IsHeldFor(_world, l, bloc)
                && (best < 0 || _world.Locations.Population[l] > _world.Locations.Population[best]))
            {
                best = l;
            }
        }

        return best;
    }

    private void Leave()
    {
        bool[] present = _world.Politics.IsPresent;
        if (Array.IndexOf(present, false) < 0)
        {
            return;
        }

        Array.Clear(_departed);
        Units units = _world.Units;
        for (int u = 0; u < units.Count; u++)
        {
            int at = (units.Faction[u] * _world.Countries) + _world.Locations.Country[units.Location[u]];
            if (units.Fighters[u] > 0 && !present[at])
            {
                _departed[at] += units.Fighters[u];
                _world.Ledger.Departed[units.Faction[u]] += units.Fighters[u];
                _isAnyAway = true;
                _world.Changes.Note(u);
                units.Away[u] = units.Fighters[u];
                units.Fighters[u] = 0;
                units.Operation[u] = -1;
            }
        }

        for (int at = 0; at < _departed.Length; at++)
        {
            if (_departed[at] > 0)
            {
                int bloc = _world.Factions.Bloc[at / _world.Countries];
                _log.Add(RunEventKind.UnitsDeparted, -1, bloc, -1, _departed[at], _world.Order.Countries[at % _world.Countries]);
            }
        }
    }
}
