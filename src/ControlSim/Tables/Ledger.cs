namespace ControlSim.Tables;

/// <summary>Where fighters and supply went since the start: the books balance exactly in every tick of a stochastic run.</summary>
internal sealed class Ledger(int factions, int blocs)
{
    /// <summary>Fighters at the start, by faction.</summary>
    public double[] Start { get; } = new double[factions];

    /// <summary>Killed in combat, by faction.</summary>
    public double[] Killed { get; } = new double[factions];

    /// <summary>Surrendered, by faction.</summary>
    public double[] Surrendered { get; } = new double[factions];

    /// <summary>Issued from depots today, thousandths of a man-day, by bloc.</summary>
    public long[] Issued { get; } = new long[blocs];

    /// <summary>Delivered today, by bloc.</summary>
    public long[] Delivered { get; } = new long[blocs];

    /// <summary>Lost on the way today, by bloc.</summary>
    public long[] Lost { get; } = new long[blocs];

    /// <summary>Part of <see cref="Issued"/> that came from outside the map by air today, out of no depot, by bloc.</summary>
    public long[] FlownIn { get; } = new long[blocs];

    /// <summary>Burnt in depots by air strikes today, thousandths of a man-day, by bloc.</summary>
    public long[] Burnt { get; } = new long[blocs];
}
