using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Values and prices what a commander could do next. Value of a place: a1 sqrt(population share) + a2 revenue share + a3
/// criticality for the enemy's supply + a4 political weight + a5 enemy fighters. Win chance R^2/(1 + R^2) with R the ratio of
/// effective strengths (square law), the own at the supply that the road to the place carries; expected loss and days of battle
/// until the defenders break or are overrun, as <see cref="BattleSurvey"/> reckons them; days of march.
/// </summary>
internal sealed class TargetSurvey
{
    /// <summary>Five weights of value and that of loss.</summary>
    private const int Aims = 6;

    /// <summary>Enemy fighters that count as much as they can; no source.</summary>
    private const double ManyFighters = 1000;

    private readonly World _world;
    private readonly Parameters _parameters;
    private readonly Restraints _restraints;
    private readonly TargetPlaces _places;
    private readonly TargetStarts _starts;
    private readonly FreeForces _forces;
    private readonly SiegeSurvey _siege;
    private readonly RoadSurvey _road;
    private readonly BattleSurvey _battle;
    private readonly RandomStreams _random;
    private readonly ulong[] _entity;
    private readonly double[] _aims; // by faction: what its weights of value and of loss count in this run
    private double _mostPeople;
    private readonly double _mostRevenue;

    public TargetSurvey(World world, Parameters parameters, FreeForces forces, Restraints restraints, RandomStreams random, ulong[] entity)
    {
        _world = world;
        _parameters = parameters;
        _places = new TargetPlaces(world, _restraints = restraints);
        _starts = new TargetStarts(world, parameters.Command);
        _siege = new SiegeSurvey(world, parameters.Supply);
        _road = new RoadSurvey(world, parameters.Supply);
        _battle = new BattleSurvey(world, parameters);
        _forces = forces;
        _random = random;
        _entity = entity;
        double spread = world.Deterministic ? 0 : parameters.Commander.AimSpread;
        _aims = [.. Enumerable.Range(0, Aims * entity.Length).Select(i => spread == 0
            ? 1 : Distributions.LogNormal(0, spread, random.Uniform(ProcessId.Command, 0, entity[i / Aims], 6 + (i % Aims))))];
        _mostPeople = Math.Max(TargetPlaces.LeastPeople, world.Locations.Population.DefaultIfEmpty().Max());
        _mostRevenue = Math.Max(1, world.Society.OilIncome.DefaultIfEmpty().Max());
    }

    /// <summary>A day on which commanders decide begins.</summary>
    public void Begin() => _siege.Begin();

    /// <summary>The attack or raid with the best score, or null if none is worth it.</summary>
    /// <param name="f">The faction.</param>
    /// <param name="places">How many attacks its staffs can still begin: what is free is shared out among them.</param>
    /// <param name="begunOnly">Only at contested places in which its bloc already holds a part.</param>
    public OperationChoice? BestAttack(int f, int places, bool begunOnly)
    {
        OperationChoice best = default;
        bool found = false;
        _mostPeople = _places.MostPeopleToTake(f);
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            if (!IsTaken(f, l) && (!begunOnly || Begun(_world.Factions.Bloc[f], l) > 0))
            {
                Consider(Advance(f, l, OrderVerb.Advance, places));
                Consider(Advance(f, l, OrderVerb.Siege, places));
                Consider(Raid(f, l));
            }
        }

        return found ? best : null;

        void Consider(OperationChoice? choice)
        {
            if (choice is { } c && c.Score > _parameters.Commander.LeastScore && (!found || c.Score > best.Score))
            {
                best = c;
                found = true;
            }
        }
    }

    /// <summary>The place that nobody defends and that is worth most to walk into, or null; an operation that the staff need not prepare.</summary>
    public OperationChoice? BestOccupation(int f)
    {
        OperationChoice? best = null;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            if (IsUndefended(f, l) && !IsTaken(f, l) && Advance(f, l, OrderVerb.Advance, int.MaxValue) is { } choice
                && choice.Score > (best?.Score ?? _parameters.Commander.LeastScore))
            {
                best = choice;
            }
        }

        return best;
    }

    /// <summary>Nobody hostile to the faction stands massed at it.</summary>
    public bool IsUndefended(int f, int l) => !Presence.IsEmbattled(_world, l, f);

    /// <summary>The sweep with the best score, or null if none is worth it.</summary>
    public OperationChoice? BestSweep(int f)
    {
        OperationChoice? best = null;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            if (!IsTaken(f, l) && Sweep(f, l) is { } choice && choice.Score > (best?.Score ?? _parameters.Commander.LeastScore))
            {
                best = choice;
            }
        }

        return best;
    }

    /// <summary>Value of a location to a faction.</summary>
    public double Value(int f, int l)
    {
        DoctrineInputs doctrine = _world.Factions.Doctrine[f];
        int owner = _world.Locations.Owner[l];
        double critical = owner < 0 ? 0 : _world.Tallies.Criticality[(l * _world.Blocs.Count) + owner];
        double people = Math.Min(_mostPeople, Math.Max(TargetPlaces.LeastPeople, _world.Locations.Population[l]));
        ReadOnlySpan<double> aims = _aims.AsSpan(f * Aims, Aims);
        return (aims[0] * doctrine.ValuePopulation * Math.Sqrt(people / _mostPeople))
            + (aims[1] * doctrine.ValueRevenue * _world.Society.OilIncome[l] / _mostRevenue)
            + (aims[2] * doctrine.ValueCriticality * Math.Min(1, critical))
            + (aims[3] * doctrine.ValuePolitical * _world.Society.PoliticalWeight[l])
            + (aims[4] * doctrine.ValueEnemy * Math.Min(1, _places.HostileFighters(f, l) / ManyFighters));
    }

    /// <summary>
    /// Is somebody of the bloc at it already, or of a bloc that it does not fight? Who deconflicts leaves a place to who came first.
    /// </summary>
    private bool IsTaken(int f, int l)
    {
        Operations operations = _world.Operations;
        int country = _world.Locations.Country[l], bloc = _world.Factions.Bloc[f];
        for (int o = operations.Orders; o < operations.Count; o++)
        {
            int other = _world.Factions.Bloc[(o - operations.Orders) / Operations.PerFaction];
            if (operations.State[o] is not (OperationState.Done or OperationState.Lapsed) && operations.OwnTarget[o] == l
                && !_world.Blocs.AreHostile(country, bloc, other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Has the faction's last sweep of the place just ended?</summary>
    private bool WasSwept(int f, int l)
    {
        Operations operations = _world.Operations;
        int own = operations.OwnRow(f);
        for (int o = own; o < own + Operations.PerFaction; o++)
        {
            if (operations.OwnVerb[o] == OrderVerb.Sweep && operations.OwnTarget[o] == l && operations.AttackTick[o] > 0
                && _world.Tick < operations.AttackTick[o] + _parameters.Commander.SweepDays + _parameters.Commander.SweepPauseDays)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// An assault needs the required ratio over the garrison as it is. A siege needs the siege ratio over it as it is and the
    /// required ratio over it when it has starved; what it wins counts less. Nobody rings a place in which both hold out.
    /// </summary>
    private OperationChoice? Advance(int f, int l, OrderVerb verb, int places)
    {
        int bloc = _world.Factions.Bloc[f], country = _world.Locations.Country[l];
        bool hostile = _places.IsHostile(f, l);
        double km = 0;
        int start = hostile && (_places.HoldsIn(country, bloc) || _starts.IsIn(l, bloc)) && !_world.Locations.IsRefuge[l] ? _starts.For(l, bloc, out km) : -1;
        if (start < 0)
        {
            return null;
        }

        double enemy = Believed(f, l, EnemyStrength(f, l)), worth = 1;
        var (strength, fighters, days) = _forces.Gather(start);
        double needed = _world.Factions.RequiredRatio[f] * Math.Max(1, enemy);
        if (verb == OrderVerb.Siege)
        {
            double starved = enemy <= 1 || _world.Locations.Owner[l] < 0 ? 1 : _siege.StarvedShare(l, bloc);
            if (starved >= 1)
            {
                return null;
            }

            needed = Math.Max(_parameters.Commander.SiegeRatio * enemy, starved * needed);
            (enemy, worth) = (starved * enemy, _parameters.Commander.SiegeDiscount);
        }

        RoadPrice road = _road.To(l, start, bloc, fighters);
        double most = road.MostShare(_parameters.Commander.LeastSupply);
        if (strength * most * road.Kept(most) < needed)
        {
            return null;
        }

        double share = road.ShareFor(Math.Max(_parameters.Commander.Margin * needed, _battle.StrengthFor(l, bloc, enemy)) / strength);
        share = Math.Max(share, IsUndefended(f, l) ? _battle.GarrisonFor(f, l) / strength : Math.Max(_parameters.Commander.LeastForce / fighters, 1.0 / places));
        share = Math.Min(most, share);
        double score = Score(f, l, enemy, share * strength * road.Kept(share), days + (km / _parameters.Movement.SpeedSecondary), worth);
        return new OperationChoice(
            verb, l, start, share * fighters, _starts.IsNextToJustWon(l, bloc) || IsUndefended(f, l), score + Begun(bloc, l));
    }

    /// <summary>
    /// Contested places that a bloc could clear with who stands there, and at which none of its operations is: they keep a staff busy
    /// until one is, and nothing else is begun meanwhile.
    /// </summary>
    public int BegunWithoutOperation(int f)
    {
        int count = 0, bloc = _world.Factions.Bloc[f];
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            if (_world.Locations.Owner[l] < 0 && _world.Locations.Holdout[(l * _world.Blocs.Count) + bloc] != 0 && _places.IsHostile(f, l) && !IsTaken(f, l))
            {
                double own = 0;
                for (ulong rest = _world.Tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
                {
                    int g = BitOperations.TrailingZeroCount(rest);
                    own += _world.Factions.Bloc[g] == bloc ? Presence.OwnStrength(_world, l, g) : 0;
                }

                count += own >= _world.Factions.RequiredRatio[f] * Presence.HostileStrength(_world, l, f) ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>A place in part of which the bloc holds out already: what is begun is finished first.</summary>
    private double Begun(int bloc, int l) =>
        _world.Locations.Owner[l] < 0 && _world.Locations.Holdout[(l * _world.Blocs.Count) + bloc] != 0 ? Math.Max(double.Epsilon, _parameters.Commander.BegunWeight) : 0;

    /// <summary>Cells in a refuge or in the own rear are hunted by who values enemy fighters.</summary>
    private OperationChoice? Sweep(int f, int l)
    {
        int bloc = _world.Factions.Bloc[f];
        double cells = _places.HostileCells(f, l);
        bool own = _world.Locations.IsRefuge[l] || Presence.IsHeldFor(_world, l, bloc);
        if (cells < _parameters.Commander.SweepLeast || WasSwept(f, l) || _world.Factions.Doctrine[f].ValueEnemy <= 0 || !own)
        {
            return null;
        }

        int start = _starts.For(l, bloc, out double km);
        double enemy = Believed(f, l, cells);
        var (strength, fighters, days) = start < 0 ? default : _forces.Gather(start);
        double needed = _world.Factions.RequiredRatio[f] * enemy;
        if (strength < needed)
        {
            return null;
        }

        double share = Math.Min(1, _parameters.Commander.Margin * needed / strength);
        double value = _world.Factions.Doctrine[f].ValueEnemy * Math.Min(1, cells / ManyFighters);
        double score = value - (_parameters.Commander.TravelCost * (days + (km / _parameters.Movement.SpeedOffRoad)))
            + Persistence(f, l);
        return new OperationChoice(OrderVerb.Sweep, l, start, share * fighters, false, score);
    }

    /// <summary>Cells next to a thinly held place mass and strike.</summary>
    private OperationChoice? Raid(int f, int l)
    {
        int owner = _world.Locations.Owner[l], bloc = _world.Factions.Bloc[f];
        if (_restraints.Closes(l) || !_world.Factions.CanDisperse[f] || owner < 0 || !_world.Blocs.AreHostile(_world.Locations.Country[l], bloc, owner))
        {
            return null;
        }

        double enemy = Believed(f, l, EnemyStrength(f, l));
        double needed = _world.Factions.RequiredRatio[f] * Math.Max(1, enemy), most = 0, fighters = 0;
        int start = -1, n = _world.Factions.Count;
        Corridors corridors = _world.Corridors;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            int at = (corridors.ArcTo[arc] * n) + f;
            if (_world.Tallies.StrengthCells[at] > most)
            {
                most = _world.Tallies.StrengthCells[at];
                fighters = _world.Tallies.Cells[at];
                start = corridors.ArcTo[arc];
            }
        }

        return start < 0 || most < needed
            ? null
            : new OperationChoice(OrderVerb.Raid, l, start, fighters, true, Score(f, l, enemy, most, 0));
    }

    private double Score(int f, int l, double enemy, double strength, double days, double worth = 1)
    {
        double ratio = strength / Math.Max(1, enemy);
        double win = ratio * ratio / (1 + (ratio * ratio));
        double lossShare = Math.Min(1, _battle.Loss(l, _world.Factions.Bloc[f], enemy, strength) / Math.Max(1, _forces.All));
        return (win * worth * Value(f, l)) - (_aims[(f * Aims) + 5] * _parameters.Commander.CostWeight * lossShare) - (_parameters.Commander.TravelCost * (days + BattleDays(f, l, enemy, strength)))
            + Persistence(f, l);
    }

    /// <summary>Where a battle has begun its days are spent whether he attacks or not.</summary>
    private double BattleDays(int f, int l, double enemy, double strength)
    {
        int bloc = _world.Factions.Bloc[f];
        return _world.Locations.Holdout[(l * _world.Blocs.Count) + bloc] != 0 ? 0 : _battle.Days(l, bloc, enemy, strength);
    }

    private double Persistence(int f, int l) => _world.Factions.LastTarget[f] == l ? _parameters.Commander.Persistence : 0;

    /// <summary>
    /// What the commander believes: the truth times a lognormal error, one draw a place and decision. Surveillance and tips
    /// take their share off the deviation, 1 - mu of what is hidden.
    /// </summary>
    private double Believed(int f, int l, double truth)
    {
        double noise = _parameters.Commander.PerceptionNoise * (1 - Visibility.Sight(_world, l, f));
        if (_world.Deterministic || noise == 0)
        {
            return truth;
        }

        ulong entity = StableId.Combine(_entity[f], _world.Locations.StableIds[l]);
        return truth * Distributions.LogNormal(0, noise, _random.Uniform(ProcessId.Command, _world.Tick, entity, 3));
    }

    private double EnemyStrength(int f, int l)
    {
        double sum = 0;
        for (ulong rest = Presence.HostileTo(_world, l, f, _world.Tallies.Present[l]); rest != 0; rest &= rest - 1)
        {
            int g = BitOperations.TrailingZeroCount(rest), at = (l * _world.Factions.Count) + g;
            bool owner = _world.Locations.Owner[l] == _world.Factions.Bloc[g];
            double solid = owner ? _parameters.Combat.ConsolidationWeight * _world.Locations.Consolidation[l] : 0;
            sum += (Presence.SeenStrength(_world, l, g, f) * (1 + solid)) + _world.Tallies.StrengthCells[at];
        }

        return sum;
    }

}
