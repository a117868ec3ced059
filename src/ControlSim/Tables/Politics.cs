namespace ControlSim.Tables;

/// <summary>
/// What morale, prestige and politics carry from day to day. By pair of factions <c>a * factions + b</c>, symmetric; by
/// country <c>(country * factions + a) * factions + b</c> or <c>faction * countries + country</c>.
/// </summary>
internal sealed class Politics(int factions, int countries, int blocs)
{
    /// <summary>Value of <see cref="Override"/>: the dated relations hold.</summary>
    public const sbyte NoOverride = -1;

    /// <summary>Value of <see cref="Override"/>: deconflicting factions that tension has turned hostile.</summary>
    public const sbyte Turned = 100;

    /// <summary>Value of <see cref="Tension"/>: the pair has had no cause to have one yet.</summary>
    public const double NoTension = -1;

    /// <summary>Morale that a faction returns to in a country when it is neither better nor worse off than at the start.</summary>
    public double[] MoraleBase { get; } = new double[factions * countries];

    /// <summary>Prestige that a faction returns to with the territory of the start.</summary>
    public double[] PrestigeBase { get; } = new double[factions];

    /// <summary>Fighters killed and surrendered up to yesterday, by faction.</summary>
    public double[] LossesBefore { get; } = new double[factions];

    /// <summary>Share of the theatre's value that a bloc held at the start, 0 to 1.</summary>
    public double[] TerritoryStart { get; } = new double[blocs];

    /// <summary>Share that it is remembered to hold, a moving average.</summary>
    public double[] TerritoryRemembered { get; } = new double[blocs];

    /// <summary>Coordination of a faction's forces, 0 to 1; 1 with its leaders in place.</summary>
    public double[] Coordination { get; } = Filled(factions, 1.0);

    /// <summary>Tension of a pair, 0 to 1, or <see cref="NoTension"/>.</summary>
    public double[] Tension { get; } = Filled(factions * factions, NoTension);

    /// <summary>Tension between the patrons of a pair, 0 to 1.</summary>
    public double[] PatronTension { get; } = new double[factions * factions];

    /// <summary>May the pair turn hostile?</summary>
    [Fixed]
    public bool[] IsRivalry { get; } = new bool[factions * factions];

    /// <summary>Relation by country that an event or tension has put above the dated ones: <see cref="NoOverride"/>, a relation, or <see cref="Turned"/>.</summary>
    public sbyte[] Override { get; } = Filled(countries * factions * factions, NoOverride);

    /// <summary>Expected incidents since the last one, by country and pair; used in deterministic runs only.</summary>
    public double[] IncidentsDue { get; } = new double[countries * factions * factions];

    /// <summary>Share of a faction's effort in a country that goes into its own protection, 0 to 1.</summary>
    public double[] Diversion { get; } = new double[factions * countries];

    /// <summary>False once its presence in the country has ended: its units leave and its aircraft stop.</summary>
    public bool[] IsPresent { get; } = Filled(factions * countries, true);

    /// <summary>Strikes of the day of a faction in a country, as its hosts count them.</summary>
    public double[] Strikes { get; } = new double[factions * countries];

    /// <summary>Incidents of the day between a faction in a country and a bloc: <c>(faction * countries + country) * blocs + bloc</c>.</summary>
    public double[] Attacks { get; } = new double[factions * countries * blocs];

    private static T[] Filled<T>(int length, T value)
    {
        var array = new T[length];
        Array.Fill(array, value);
        return array;
    }
}
