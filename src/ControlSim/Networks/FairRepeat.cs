namespace ControlSim.Networks;

/// <summary>
/// Shares out along the parts and cuts of an earlier solution over the same usable links, and proves that looking for them again
/// would find the same. Where the proof fails, it says so, and all is solved from scratch.
/// </summary>
/// <remarks>
/// The proof: every part that is settled carries its fractions and exports, by a flow. Put together, these flows fill every cut.
/// A part that was cut at trial d and ends with r is cut there again if beyond the cut r is at most d and all that is available is
/// used (then the cut is a minimum one: a flow meets it), and before the cut r is more than d wherever something is wanted (then no
/// smaller set that wants anything could be parted off before it). A part that has as much as it wants tried for all of it, so
/// there more must still be able to flow to every node before the cut.
/// </remarks>
internal sealed class FairRepeat(FairParts parts, WideTree tree)
{
    private readonly bool[] _isAmple = new bool[parts.Trial.Length]; // before a cut of a part that has as much as it wants

    /// <summary>Repeats a plan on what the parts have loaded.</summary>
    /// <returns>False: today's parts are others, and <paramref name="result"/> means nothing.</returns>
    public bool Share(
        FairPlan plan,
        ReadOnlySpan<long> want,
        Span<long> result,
        bool isAbsorbed)
    {
        if (!IsCovered(plan))
            return false;
        result.Clear();
        Array.Clear(_isAmple);
        for (int part = 0; part < plan.Parts; part++)
        {
            if (!SharePart(plan, part, want, result, isAbsorbed && plan.IsWhole(part)))
                return false;
        }

        for (int part = 0; part < plan.Parts; part++)
        {
            if (plan.EndOf(part) == PartEnd.Cut && !IsCutAgain(plan, part, want, result))
                return false;
        }

        return true;
    }

    /// <summary>Is all supply in the plan's components?</summary>
    private bool IsCovered(FairPlan plan)
    {
        int inside = 0, all = 0;
        for (int part = 0; part < plan.Parts; part++)
        {
            foreach (int node in plan.IsWhole(part) ? plan.Members(part) : [])
                inside += parts.HasSupply(node) ? 1 : 0;
        }

        for (int node = 0; node < parts.Trial.Length; node++)
            all += parts.HasSupply(node) ? 1 : 0;
        return inside == all;
    }

    private bool SharePart(FairPlan plan, int part, ReadOnlySpan<long> want, Span<long> result, bool isAbsorbed)
    {
        ReadOnlySpan<int> members = plan.Members(part);
        PartEnd end = plan.EndOf(part);
        bool shares = parts.MakeTrials(members, want);
        if (shares != (end != PartEnd.Empty))
            return false;
        if (end == PartEnd.Cut)
        {
            Span<long> trials = plan.Trials(part);
            for (int i = 0; i < members.Length; i++)
                trials[i] = parts.Trial[members[i]];
            plan.SetAmple(part, parts.IsAmple);
            ReadOnlySpan<bool> isNear = plan.IsNear(part);
            for (int i = 0; i < members.Length; i++)
            {
                if (_isAmple[members[i]])
                    return false;
                _isAmple[members[i]] = parts.IsAmple && isNear[i];
            }

            foreach (int entry in plan.Cuts(part))
                parts.Fill(entry);
            return true;
        }

        if (shares && isAbsorbed && parts.IsObvious)
        {
            Settle(members, result);
            return true;
        }

        tree.Adopt(members, plan.Entries(part));
        if (!shares)
            parts.AskExports();
        if (_isAmple[members[0]] ? !parts.LeavesRoom() : parts.Unmet() > 0)
            return false;

        if (shares)
            Settle(members, result);
        return true;
    }

    private void Settle(ReadOnlySpan<int> members, Span<long> result)
    {
        foreach (int node in members)
            result[node] = parts.Trial[node];
    }

    private bool IsCutAgain(FairPlan plan, int part, ReadOnlySpan<long> want, ReadOnlySpan<long> result)
    {
        ReadOnlySpan<int> members = plan.Members(part);
        ReadOnlySpan<bool> isNear = plan.IsNear(part);
        ReadOnlySpan<long> trials = plan.Trials(part);
        bool isAmple = plan.IsAmple(part);
        long unused = 0;
        for (int i = 0; i < members.Length; i++)
        {
            int node = members[i];
            long more = result[node] - trials[i];
            unused += isNear[i] ? 0 : parts.Available(node) - result[node];
            if (want[node] > 0 && (isNear[i] ? more < (isAmple ? 0 : 1) : more > 0))
                return false;
        }

        return unused == 0;
    }
}
