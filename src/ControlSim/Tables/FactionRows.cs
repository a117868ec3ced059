namespace ControlSim.Tables;

/// <summary>
/// Neighbouring rows of units of one faction, in the order of rows: the rows of the scenario lie sorted by faction, the spare
/// rows after them too. Whoever looks for units of some factions passes over those of the others.
/// </summary>
internal sealed class FactionRows
{
    private readonly Stretch[] _stretches;

    public FactionRows(ReadOnlySpan<byte> faction)
    {
        var stretches = new List<Stretch>();
        for (int u = 0, first = 0; u < faction.Length; u++)
        {
            if (u + 1 == faction.Length || faction[u + 1] != faction[u])
            {
                stretches.Add(new Stretch(faction[u], first, u + 1));
                first = u + 1;
            }
        }

        _stretches = [.. stretches];
    }

    public ReadOnlySpan<Stretch> All => _stretches;

    /// <summary>Rows of one faction.</summary>
    /// <param name="Faction">Its row.</param>
    /// <param name="First">First row.</param>
    /// <param name="Last">The row after the last.</param>
    public readonly record struct Stretch(int Faction, int First, int Last);
}
