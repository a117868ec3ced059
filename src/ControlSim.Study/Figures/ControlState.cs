namespace ControlSim.Study.Figures;

/// <summary>The most likely state of a location: held by a bloc, contested, or held by nobody.</summary>
/// <param name="Bloc">Row of the holder in the list of blocs; -1 for none.</param>
/// <param name="Rival">Where contested: row of the other bloc; -1 for none.</param>
/// <param name="Contested">True: contested in more runs than any bloc holds it.</param>
/// <param name="Share">Share of runs in this state.</param>
internal readonly record struct ControlState(int Bloc, int Rival, bool Contested, double Share)
{
    /// <summary>
    /// The state with the greatest share. At equal shares a holder goes before "contested" and that before "nobody", blocs in their order.
    /// </summary>
    /// <exception cref="ArgumentException">A bloc of the location is not in the list, or the shares sum to more than 1.</exception>
    public static ControlState Of(MapLocation location, IReadOnlyList<FigureBloc> blocs)
    {
        double sum = location.Control.Values.Sum() + location.Contested;
        if (sum > 1 + 1e-9) throw new ArgumentException($"{location.Id}: shares of control sum to {sum}", nameof(location));
        var best = new ControlState(-1, -1, false, 0);
        foreach (string id in location.Control.Keys) Row(id, location, blocs);
        for (int row = 0; row < blocs.Count; row++)
        {
            double share = location.Control.GetValueOrDefault(blocs[row].Id);
            if (share > best.Share) best = new ControlState(row, -1, false, share);
        }

        if (location.Contested > best.Share)
        {
            int[] rivals = [.. location.ContestedBy.Select(id => Row(id, location, blocs))];
            best = new ControlState(At(rivals, 0), At(rivals, 1), true, location.Contested);
        }

        return 1 - sum > best.Share + 1e-9 ? new ControlState(-1, -1, false, 1 - sum) : best;
    }

    private static int At(int[] rows, int index) => index < rows.Length ? rows[index] : -1;

    private static int Row(string id, MapLocation location, IReadOnlyList<FigureBloc> blocs)
    {
        for (int row = 0; row < blocs.Count; row++)
        {
            if (blocs[row].Id == id) return row;
        }

        throw new ArgumentException($"{location.Id}: '{id}' is not in the list of blocs", nameof(location));
    }
}
