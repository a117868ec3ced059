using ControlSim.Randomness;

namespace ControlSim.Processes;

/// <summary>
/// The groups that meet at one location and one day's exchange between them: dn_g/dt = -k d_g sum over hostile h of
/// i_gh W_h v_g / V_h (x_h / y_g)^(1 - w), where V_h sums the visible sizes v of the groups that h can fire at, x_h the fighters of
/// those and y_g the fighters of all who fire at g. Integrated by RK4, in one step a day, or in 64 where a group would lose more
/// than a tenth of itself, so that annihilation is met to 1e-6.
/// </summary>
/// <param name="capacity">Most groups.</param>
/// <param name="ratioExponent">Helmbold's w, 0 to 1; 1 leaves the fire as it is.</param>
internal sealed class BattleField(int capacity, double ratioExponent = 1)
{
    private const int FineSteps = 64;
    private const double CoarseShare = 0.1;

    private readonly double[] _weight = new double[capacity];
    private readonly double[] _visibility = new double[capacity];
    private readonly double[] _hiding = new double[capacity];
    private readonly Fight[] _fights = new Fight[capacity * capacity]; // in the order of groups
    private int _fightCount;
    private readonly double[] _now = new double[capacity];
    private readonly double[] _trial = new double[capacity];
    private readonly double[] _visible = new double[capacity];
    private readonly double[] _targets = new double[capacity]; // fighters at whom a group can fire
    private readonly double[] _shooters = new double[capacity]; // fighters who can fire at it
    private readonly double[] _seen = new double[capacity]; // visible sizes of those at whom it can fire
    private readonly double[] _slope1 = new double[capacity];
    private readonly double[] _slope2 = new double[capacity];
    private readonly double[] _slope3 = new double[capacity];
    private readonly double[] _slope4 = new double[capacity];

    public int Count { get; private set; }

    /// <summary>Faction of a group.</summary>
    public int[] Faction { get; } = new int[capacity];

    /// <summary>Fighters before the exchange.</summary>
    public double[] Before { get; } = new double[capacity];

    /// <summary>Fighters that the group loses in the day.</summary>
    public double Loss(int group) => Before[group] - _now[group];

    /// <summary>
    /// Fire of the day at the group that found nobody, in fighters that it would have killed: loss (1 - d)/d with
    /// d of the start of the day, since hits and misses share the fire as d and 1 - d = (1 - mu) H/(n + H).
    /// </summary>
    public double Missed(int group)
    {
        double detected = Detected(group, Before[group]);
        return detected > 0 ? Loss(group) * (1 - detected) / detected : 0;
    }

    public void Clear()
    {
        (Count, _fightCount) = (0, 0);
    }

    /// <summary>Adds a group.</summary>
    /// <param name="faction">Row of its faction.</param>
    /// <param name="fighters">n.</param>
    /// <param name="weight">Effective strength of one fighter.</param>
    /// <param name="visibility">mu, 0 to 1.</param>
    /// <param name="hiding">H, heads.</param>
    /// <returns>Row of the group.</returns>
    public int Add(int faction, double fighters, double weight, double visibility, double hiding)
    {
        Faction[Count] = faction;
        Before[Count] = fighters;
        _weight[Count] = weight;
        _visibility[Count] = visibility;
        _hiding[Count] = hiding;
        return Count++;
    }

    /// <summary>Sets how hard two hostile groups fight; 0 = not at all.</summary>
    public void SetIntensity(int a, int b, double intensity)
    {
        if (intensity <= 0)
        {
            return;
        }

        int at = _fightCount++;
        for (; at > 0 && (_fights[at - 1].Of * capacity) + _fights[at - 1].On > (a * capacity) + b; at--)
        {
            _fights[at] = _fights[at - 1];
        }

        _fights[at] = new Fight(a, b, intensity);
    }

    /// <summary>One day of fighting.</summary>
    /// <param name="attrition">k, 1/day.</param>
    public void Exchange(double attrition)
    {
        Array.Copy(Before, _now, Count);
        Advance(attrition, 1);
        for (int g = 0; g < Count; g++)
        {
            if (Loss(g) > CoarseShare * Before[g])
            {
                Array.Copy(Before, _now, Count);
                for (int i = 0; i < FineSteps; i++)
                {
                    Advance(attrition, 1.0 / FineSteps);
                }

                return;
            }
        }
    }

    private void Advance(double attrition, double days)
    {
        Slope(_now, attrition, _slope1);
        Trial(_slope1, days / 2);
        Slope(_trial, attrition, _slope2);
        Trial(_slope2, days / 2);
        Slope(_trial, attrition, _slope3);
        Trial(_slope3, days);
        Slope(_trial, attrition, _slope4);
        for (int g = 0; g < Count; g++)
        {
            double change = days / 6 * (_slope1[g] + (2 * _slope2[g]) + (2 * _slope3[g]) + _slope4[g]);
            _now[g] = Math.Max(0, _now[g] + change);
        }
    }

    private void Trial(double[] slope, double days)
    {
        for (int g = 0; g < Count; g++)
        {
            _trial[g] = Math.Max(0, _now[g] + (days * slope[g]));
        }
    }

    private void Slope(double[] fighters, double attrition, double[] slope)
    {
        for (int g = 0; g < Count; g++)
        {
            double n = fighters[g];
            _visible[g] = n * Detected(g, n);
            (slope[g], _shooters[g], _seen[g], _targets[g]) = (0, 0, 0, 0);
        }

        ReadOnlySpan<Fight> fights = _fights.AsSpan(0, _fightCount);
        foreach (Fight fight in fights)
        {
            _targets[fight.Of] += fighters[fight.On];
            _shooters[fight.On] += fighters[fight.Of];
            _seen[fight.Of] += _visible[fight.On];
        }

        int last = -1;
        double rate = 0;
        foreach (Fight fight in fights)
        {
            (int h, int g) = (fight.Of, fight.On);
            (last, rate) = h == last ? (h, rate) : (h, attrition * fighters[h] * _weight[h] / _seen[h]);
            if (_seen[h] > 0 && fighters[g] > 0)
            {
                double fire = rate * fight.Intensity * _visible[g] * (_visible[g] / fighters[g]);
                slope[g] -= ratioExponent < 1 ? fire * Ratio(h, g) : fire;
            }
        }
    }

    /// <summary>Helmbold's factor of the fire of h on g: the targets of h over all who fire at g, to the power 1 - w.</summary>
    private double Ratio(int h, int g) => DetMath.Pow(_targets[h] / _shooters[g], 1 - ratioExponent);

    private double Detected(int g, double n) => n > 0 ? _visibility[g] + ((1 - _visibility[g]) * n / (n + _hiding[g])) : 0;

    /// <summary>Who fires on whom, how hard.</summary>
    private readonly record struct Fight(int Of, int On, double Intensity);
}
