using ControlSim.Scenarios;

namespace ControlSim.Tests;

/// <summary>Rivals, guests and what politics forbid.</summary>
internal sealed partial class SmallWorld
{
    public SmallWorld Rivalry(string a, string b, double? tension = null, double patrons = 0)
    {
        _rivalries.Add(new Rivalry($"r{_rivalries.Count}", a, b, tension, patrons));
        return this;
    }

    /// <summary>A restraint, days from the first; by default all the run.</summary>
    public SmallWorld Restraint(string[] factions, string[] locations, int from = 0, int? to = null, string[]? until = null)
    {
        _restraints.Add(new Restraint
        {
            Id = $"x{_restraints.Count}",
            Factions = [.. factions],
            Locations = [.. locations],
            From = Start.AddDays(from),
            To = Start.AddDays(to ?? Days),
            Until = [.. until ?? []],
        });
        return this;
    }

    public SmallWorld Presence(
        string id, string faction, string host, string country = "Land", double consent = 1, double limit = 0.3, int delayDays = 10,
        double perDay = 0, double perStrike = 0, double perAttack = 0, params string[] dependsOn)
    {
        _presences.Add(new ForeignPresence
        {
            Id = id,
            Faction = faction,
            Country = country,
            Host = host,
            Consent = consent,
            Limit = limit,
            DelayDays = delayDays,
            DependsOn = [.. dependsOn],
            ErosionPerDay = perDay,
            ErosionPerStrike = perStrike,
            ErosionPerAttack = perAttack,
        });
        return this;
    }
}
