using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P5, first part. What the air actors mean to every faction in every country today: for those whom an actor supports the
/// chance i_ISR = 1 - exp(-kI sum ISR (1 - D)) to find what is hidden, the rate kT (1 + sum intelligence (1 - D)) at which tips
/// lead to it, and transport; for those hostile to it the air threat a = sum B (1 - D) mu_M / B_ref. An actor supports its own
/// faction and the cobelligerents of that in its country, or those named unless they are hostile. Writes only what is derived.
/// </summary>
[Writes(
    "World.Topology", "Factions.AirPower", "AirActors.Seen", "AirActors.TipGain", "AirActors.Carried")]
internal sealed class AirCover
{
    private readonly World _world;
    private readonly AirParameters _parameters;
    private readonly double _visibilityMassed;
    private readonly double[] _isr;
    private readonly double[] _power;
    private readonly double[] _carried;
    private int _topology = -1;

    public AirCover(World world, AirParameters parameters, CombatParameters combat)
    {
        _world = world;
        _parameters = parameters;
        _visibilityMassed = combat.VisibilityMassed;
        int stances = world.Factions.Count * world.Countries;
        _isr = new double[stances];
        _power = new double[stances];
        _carried = new double[stances];
        Step();
    }

    public void Step()
    {
        if (_topology != _world.Topology)
        {
            RenewAllies();
        }

        AirActors actors = _world.AirActors;
        Array.Clear(_isr);
        Array.Clear(_power);
        Array.Clear(_carried);
        Array.Fill(actors.TipGain, 1);
        for (int a = 0; a < actors.Count; a++)
        {
            if (actors.Country[a] >= 0)
            {
                AddActor(a);
            }
        }

        for (int at = 0; at < _isr.Length; at++)
        {
            actors.Seen[at] = 1 - DetMath.Exp(-_parameters.IsrRate * _isr[at]);
            actors.TipGain[at] *= _parameters.TipRate;
        }

        // Mobility depends on both and is kept by topology.
        if (!_power.AsSpan().SequenceEqual(_world.Factions.AirPower) || !_carried.AsSpan().SequenceEqual(actors.Carried))
        {
            _power.CopyTo(_world.Factions.AirPower, 0);
            _carried.CopyTo(actors.Carried, 0);
            _world.Topology++;
        }

        _topology = _world.Topology;
    }

    private void AddActor(int a)
    {
        AirActors actors = _world.AirActors;
        int country = actors.Country[a], own = actors.Faction[a];
        double free = _world.FreeShare(own, country, actors.Diversion[a]);
        for (int f = 0; f < _world.Factions.Count; f++)
        {
            int at = (f * _world.Countries) + country;
            if (_world.IsAirEnemy(a, f))
            {
                _power[at] += actors.Strikes[a] * free * _visibilityMassed / _parameters.ReferenceStrikes;
            }
            else if (!_world.Factions.AreHostile(country, own, f) && (f == own || Supports(a, own, f, country)))
            {
                _isr[at] += actors.Isr[a] * free;
                actors.TipGain[at] += actors.Intelligence[a] * free;
                _carried[at] += actors.Transport[a] * free;
            }
        }
    }

    private bool Supports(int a, int own, int f, int country) => _world.AirActors.Supports[a] == ulong.MaxValue
        ? (_world.AirActors.Allies[(own * _world.Countries) + country] >> f & 1) != 0
        : (_world.AirActors.Supports[a] >> f & 1) != 0;

    private void RenewAllies()
    {
        Factions factions = _world.Factions;
        int n = factions.Count;
        for (int f = 0; f < n; f++)
        {
            for (int c = 0; c < _world.Countries; c++)
            {
                ulong allies = 1UL << f;
                for (int g = 0; g < n; g++)
                {
                    bool ally = factions.Relation[(((c * n) + f) * n) + g] == Scenarios.RelationKind.Cobelligerent;
                    allies |= ally ? 1UL << g : 0;
                }

                _world.AirActors.Allies[(f * _world.Countries) + c] = allies;
            }
        }
    }
}
