using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P4. Units march along corridors toward their target: km += v max(least, 1 - 0.5 a) a day, v by class of road for massed
/// units, lower toward a location that hostile massed units hold, and one speed for cells. A massed unit stops where hostile
/// massed fighters exceed a tenth of its own bloc's there. Massed units do not pass a shut gate; cells slip through with a
/// daily probability. Units move one after another from the tallies of the start of the tick, so that none sees another move.
/// </summary>
[Writes("Units.Location", "Units.Corridor", "Units.WayKm", "Units.Target")]
internal sealed class Movement(World world, MovementParameters parameters, Routes routes, RandomStreams random)
{
    public void Step()
    {
        Units units = world.Units;
        for (int u = 0; u < units.Count; u++)
        {
            if (units.Fighters[u] <= 0 || (units.Target[u] < 0 && units.Corridor[u] < 0))
            {
                continue;
            }

            if (units.Corridor[u] < 0 && !Sets(u))
            {
                continue;
            }

            March(u);
        }
    }

    /// <summary>A unit at a location chooses its next corridor; false if it stays.</summary>
    private bool Sets(int u)
    {
        Units units = world.Units;
        if (units.Location[u] == units.Target[u])
        {
            units.Target[u] = -1;
            return false;
        }

        int bloc = world.Factions.Bloc[units.Faction[u]];
        int corridor = routes.NextCorridor(bloc, units.Posture[u], units.Target[u], units.Location[u]);
        if (corridor < 0)
        {
            units.Target[u] = -1;
            return false;
        }

        if ((units.Posture[u] == Posture.Massed && IsStopped(u, corridor, bloc)) || !PassesGate(u, corridor, bloc))
        {
            return false;
        }

        units.Corridor[u] = corridor;
        units.WayKm[u] = 0;
        return true;
    }

    private void March(int u)
    {
        Units units = world.Units;
        int corridor = units.Corridor[u];
        units.WayKm[u] += Speed(u, corridor);
        if (units.WayKm[u] < world.Corridors.LengthKm[corridor])
        {
            return;
        }

        units.Location[u] = world.Corridors.OtherEnd(corridor, units.Location[u]);
        units.Corridor[u] = -1;
        units.WayKm[u] = 0;
        if (units.Location[u] == units.Target[u])
        {
            units.Target[u] = -1;
        }
    }

    private double Speed(int u, int corridor)
    {
        Units units = world.Units;
        if (units.Posture[u] == Posture.Cells)
        {
            return parameters.SpeedCells;
        }

        int f = units.Faction[u];
        double speed = routes.ClassSpeed(world.Corridors.Class[corridor]);
        int ahead = world.Corridors.OtherEnd(corridor, units.Location[u]);
        if (Presence.HostileTo(world, ahead, f, world.Tallies.MassedPresent[ahead]) != 0)
        {
            speed = Math.Min(speed, parameters.SpeedResisted);
        }

        double air = world.Factions.AirThreat[(f * world.Countries) + world.Locations.Country[ahead]];
        return speed * Math.Max(parameters.LeastSpeedFactor, 1 - (parameters.AirSlowing * air));
    }

    /// <summary>The enemy here holds a massed unit up, unless it turns back to a place that is held for its bloc.</summary>
    private bool IsStopped(int u, int corridor, int bloc)
    {
        Units units = world.Units;
        if (Presence.IsHeldFor(world, world.Corridors.OtherEnd(corridor, units.Location[u]), bloc))
        {
            return false;
        }

        int l = units.Location[u], f = units.Faction[u];
        double hostile = Presence.HostileMassed(world, l, f);
        double own = world.Tallies.BlocMassed[(l * world.Blocs.Count) + bloc];
        return hostile > parameters.StopRatio * own;
    }

    /// <summary>Routes lead massed units through open gates only; cells may have to wait for their chance.</summary>
    private bool PassesGate(int u, int corridor, int bloc)
    {
        if (world.Units.Posture[u] == Posture.Massed || routes.IsGateOpen(corridor, bloc))
        {
            return true;
        }

        double draw = world.Deterministic ? 0.5 : random.Uniform(ProcessId.Movement, world.Tick, world.Units.StableIds[u], 0);
        return draw < parameters.Smuggling;
    }
}
