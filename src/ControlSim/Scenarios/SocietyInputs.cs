namespace ControlSim.Scenarios;

/// <summary>
/// What governs life at a location, as far as it is put in: all of it can change, none of it is what people are.
/// </summary>
public sealed record SocietyInputs
{
    [Parameter(0, 1, 0.5, "1", "no source", Meaning = "Services and attention of the state that reach the people")]
    public required double Service { get; init; }

    [Parameter(0, 1, 0, "1", "no source; S1-40", Meaning = "Local protective forces that make infiltration hard, short of armed units")]
    public required double LocalSecurity { get; init; }

    [Parameter(0, 1, 0, "1", "no source", Meaning = "Political weight beyond population, as a commander values it")]
    public required double PoliticalWeight { get; init; }

    [Parameter(0, 1e7, 0, "USD/day", "no source", Meaning = "Income from oil and gas at full production")]
    public required double OilIncome { get; init; }
}
