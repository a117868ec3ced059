namespace ControlSim.Runs;

/// <summary>A line of the books of a bloc over a whole run. Of each book the start, gains and losses add up to the end.</summary>
public enum LedgerEntry
{
    /// <summary>Fighters on the first day.</summary>
    FightersAtStart,

    /// <summary>Recruited among the inhabitants.</summary>
    Recruited,

    /// <summary>Volunteers from abroad.</summary>
    Volunteers,

    /// <summary>Come over from a faction of another bloc or of this one.</summary>
    Joined,

    /// <summary>Killed in combat.</summary>
    Killed,

    /// <summary>Surrendered.</summary>
    Surrendered,

    /// <summary>Deserted.</summary>
    Deserted,

    /// <summary>Gone over to another faction.</summary>
    Defected,

    /// <summary>Left the map when their presence in a country ended.</summary>
    Departed,

    /// <summary>Fighters on the last day.</summary>
    FightersAtEnd,

    /// <summary>Treasury on the first day, USD.</summary>
    MoneyAtStart,

    /// <summary>Income from territory and from outside, USD.</summary>
    Revenue,

    /// <summary>Wages paid, USD.</summary>
    Wages,

    /// <summary>Paid for operations, USD.</summary>
    Operations,

    /// <summary>Paid for the income of depots, USD.</summary>
    Depots,

    /// <summary>Treasury on the last day, USD.</summary>
    MoneyAtEnd,
}
