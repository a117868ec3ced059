using System.Runtime.InteropServices;

namespace ControlSim.Tables;

/// <summary>Fingerprint of the whole state: two worlds with the same hash go on in the same way.</summary>
internal static class StateHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Hash of every state column, in the order of <see cref="Columns"/>.</summary>
    public static ulong Of(World world)
    {
        ulong hash = Fold(Offset, (ulong)world.Tick);
        Units u = world.Units;
        hash = Fold(hash, u.Location);
        hash = Fold(hash, u.Corridor);
        hash = Fold(hash, u.Target);
        hash = Fold(hash, u.Operation);
        hash = Fold(hash, u.WayKm);
        hash = Fold(hash, u.Fighters);
        hash = Fold(hash, u.Supply);
        hash = Fold(hash, u.Quality);
        hash = Fold(hash, u.BattleStart);
        hash = Fold(hash, u.Threshold);
        hash = FoldBytes(hash, MemoryMarshal.AsBytes(u.Posture.AsSpan()));
        hash = FoldBytes(hash, MemoryMarshal.AsBytes(u.Hold.AsSpan()));
        Locations l = world.Locations;
        hash = Fold(hash, l.Control);
        hash = Fold(hash, l.Owner);
        hash = Fold(hash, l.LastOwner);
        hash = FoldBytes(hash, l.Holdout);
        hash = Fold(hash, l.Consolidation);
        hash = Fold(hash, l.BattleDays);
        hash = Fold(hash, l.BattleStart);
        hash = FoldRest(hash, world);
        return hash;
    }

    /// <summary>Every state column by name with its bytes: for tests that hold processes to what they declare.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Columns(World world)
    {
        Units u = world.Units;
        Locations l = world.Locations;
        Factions f = world.Factions;
        yield return ("World.Topology", BitConverter.GetBytes(world.Topology));
        yield return Column("Units.Location", u.Location);
        yield return Column("Units.Corridor", u.Corridor);
        yield return Column("Units.Target", u.Target);
        yield return Column("Units.Operation", u.Operation);
        yield return Column("Units.WayKm", u.WayKm);
        yield return Column("Units.Fighters", u.Fighters);
        yield return Column("Units.Supply", u.Supply);
        yield return Column("Units.Quality", u.Quality);
        yield return Column("Units.BattleStart", u.BattleStart);
        yield return Column("Units.Threshold", u.Threshold);
        yield return Column("Units.Posture", u.Posture);
        yield return Column("Units.Hold", u.Hold);
        yield return Column("Locations.Control", l.Control);
        yield return Column("Locations.Owner", l.Owner);
        yield return Column("Locations.LastOwner", l.LastOwner);
        yield return Column("Locations.Holdout", l.Holdout);
        yield return Column("Locations.Consolidation", l.Consolidation);
        yield return Column("Locations.BattleDays", l.BattleDays);
        yield return Column("Locations.BattleStart", l.BattleStart);
        yield return Column("Locations.Population", l.Population);
        yield return Column("Crossings.OpenToSupply", world.Crossings.OpenToSupply);
        yield return Column("Crossings.OpenToUnits", world.Crossings.OpenToUnits);
        yield return Column("Factions.Morale", f.Morale);
        yield return Column("Factions.Legitimacy", f.Legitimacy);
        yield return Column("Factions.AirThreat", f.AirThreat);
        yield return Column("Factions.Relation", f.Relation);
        yield return Column("Factions.Hostiles", f.Hostiles);
        yield return Column("Blocs.Cobelligerents", world.Blocs.Cobelligerents);
        yield return Column("Blocs.Hostiles", world.Blocs.Hostiles);
        yield return Column("Factions.Abuse", f.Abuse);
        yield return Column("Factions.Extraction", f.Extraction);
        yield return Column("Society.Service", world.Society.Service);
        yield return Column("Society.LocalSecurity", world.Society.LocalSecurity);
        yield return Column("Society.OilIncome", world.Society.OilIncome);
        yield return Column("Society.Grievance", world.Society.Grievance);
        yield return Column("Society.Fear", world.Society.Fear);
        yield return Column("Society.Attacks", world.Society.Attacks);
        yield return Column("Society.Collateral", world.Society.Collateral);
        yield return Column("Society.Legitimacy", world.Society.Legitimacy);
        yield return Column("Society.OilDamage", world.Society.OilDamage);
        yield return Column("Society.DisplacedAt", world.Society.DisplacedAt);
        yield return Column("Society.Displaced", world.Society.Displaced);
        yield return Column("Society.Besieged", world.Society.Besieged);
        yield return Column("Economy.DepotPay", world.Economy.DepotPay);
        yield return Column("Economy.Treasury", world.Economy.Treasury);
        yield return Column("Economy.Wage", world.Economy.Wage);
        yield return Column("Economy.ExternalIncome", world.Economy.ExternalIncome);
        yield return Column("Economy.PayRatio", world.Economy.PayRatio);
        yield return Column("Economy.Prestige", world.Economy.Prestige);
        yield return Column("Economy.Training", world.Economy.Training);
        yield return Column("Economy.ForeignInflow", world.Economy.ForeignInflow);
        yield return Column("Economy.Inclusion", world.Economy.Inclusion);
        yield return Column("Depots.Stock", world.Depots.Stock);
        yield return Column("Depots.User", world.Depots.User);
        yield return Column("Depots.Income", world.Depots.Income);
        yield return Column("Depots.Damage", world.Depots.Damage);
        yield return Column("Corridors.Damage", world.Corridors.Damage);
        yield return Column("Corridors.Cut", world.Corridors.Cut);
        yield return Column("Units.MarchedOn", u.MarchedOn);
        yield return Column("Factions.AirPower", f.AirPower);
        yield return Column("AirActors.Strikes", world.AirActors.Strikes);
        yield return Column("AirActors.Isr", world.AirActors.Isr);
        yield return Column("AirActors.Intelligence", world.AirActors.Intelligence);
        yield return Column("AirActors.Transport", world.AirActors.Transport);
        yield return Column("AirActors.Diversion", world.AirActors.Diversion);
        yield return Column("AirActors.Seen", world.AirActors.Seen);
        yield return Column("AirActors.TipGain", world.AirActors.TipGain);
        yield return Column("AirActors.Carried", world.AirActors.Carried);
        yield return Column("Airlifts.Load", world.Airlifts.Load);
        yield return Column("Operations.State", world.Operations.State);
        yield return Column("Operations.Objective", world.Operations.Objective);
        yield return Column("Operations.ReadyTick", world.Operations.ReadyTick);
        yield return Column("Operations.Assembly", world.Operations.Assembly);
        yield return Column("Operations.AttackStart", world.Operations.AttackStart);
        yield return Column("Operations.AttackTick", world.Operations.AttackTick);
        yield return Column("Operations.HasArrived", world.Operations.HasArrived);
        yield return Column("Operations.OwnVerb", world.Operations.OwnVerb);
        yield return Column("Operations.OwnTarget", world.Operations.OwnTarget);
        yield return Column("Operations.OwnStart", world.Operations.OwnStart);
        yield return Column("Operations.OwnForces", world.Operations.OwnForces);
        yield return Column("Factions.Headquarters", f.Headquarters);
        yield return Column("Factions.HeadquartersLost", f.HeadquartersLost);
        yield return Column("Factions.LastTarget", f.LastTarget);
        yield return Column("Locations.OwnerSince", l.OwnerSince);
        yield return Column("Ledger.Killed", world.Ledger.Killed);
        yield return Column("Ledger.Surrendered", world.Ledger.Surrendered);
        yield return Column("Ledger.Deserted", world.Ledger.Deserted);
        yield return Column("Ledger.DefectedOut", world.Ledger.DefectedOut);
        yield return Column("Ledger.DefectedIn", world.Ledger.DefectedIn);
        yield return Column("Ledger.Recruited", world.Ledger.Recruited);
        yield return Column("Ledger.Inflow", world.Ledger.Inflow);
        yield return Column("Ledger.CiviliansKilled", world.Ledger.CiviliansKilled);
        yield return Column("Ledger.Revenue", world.Ledger.Revenue);
        yield return Column("Ledger.Wages", world.Ledger.Wages);
        yield return Column("Ledger.OperationCosts", world.Ledger.OperationCosts);
        yield return Column("Ledger.DepotCosts", world.Ledger.DepotCosts);
        yield return Column("Ledger.Issued", world.Ledger.Issued);
        yield return Column("Ledger.Delivered", world.Ledger.Delivered);
        yield return Column("Ledger.Lost", world.Ledger.Lost);
        yield return Column("Ledger.FlownIn", world.Ledger.FlownIn);
        yield return Column("Ledger.Burnt", world.Ledger.Burnt);
    }

    private static ulong FoldRest(ulong hash, World world)
    {
        hash = FoldBytes(hash, MemoryMarshal.AsBytes(world.Crossings.OpenToSupply.AsSpan()));
        hash = FoldBytes(hash, MemoryMarshal.AsBytes(world.Crossings.OpenToUnits.AsSpan()));
        hash = Fold(hash, world.Factions.Morale);
        hash = Fold(hash, world.Factions.Legitimacy);
        hash = Fold(hash, world.Factions.AirThreat);
        hash = FoldBytes(hash, MemoryMarshal.AsBytes(world.Factions.Relation.AsSpan()));
        hash = Fold(hash, world.Factions.Abuse);
        hash = Fold(hash, world.Factions.Extraction);
        hash = Fold(hash, world.Society.Service);
        hash = Fold(hash, world.Society.LocalSecurity);
        hash = Fold(hash, world.Society.OilIncome);
        hash = Fold(hash, world.Society.Grievance);
        hash = Fold(hash, world.Society.Fear);
        hash = Fold(hash, world.Society.Legitimacy);
        hash = Fold(hash, world.Society.OilDamage);
        hash = Fold(hash, world.Society.DisplacedAt);
        hash = Fold(hash, world.Society.Displaced);
        hash = Fold(hash, world.Locations.Population);
        hash = Fold(hash, world.Economy.DepotPay);
        hash = Fold(hash, world.Economy.Treasury);
        hash = Fold(hash, world.Economy.Wage);
        hash = Fold(hash, world.Economy.ExternalIncome);
        hash = Fold(hash, world.Economy.PayRatio);
        hash = Fold(hash, world.Economy.Prestige);
        hash = Fold(hash, world.Economy.Training);
        hash = Fold(hash, world.Economy.ForeignInflow);
        hash = Fold(hash, world.Economy.Inclusion);
        hash = Fold(hash, world.Depots.Stock);
        hash = Fold(hash, world.Depots.Income);
        hash = Fold(hash, world.Depots.User);
        hash = Fold(hash, world.Depots.Damage);
        hash = Fold(hash, world.Corridors.Damage);
        hash = Fold(hash, world.Corridors.Cut);
        hash = Fold(hash, world.AirActors.Strikes);
        hash = Fold(hash, world.AirActors.Isr);
        hash = Fold(hash, world.AirActors.Intelligence);
        hash = Fold(hash, world.AirActors.Transport);
        hash = Fold(hash, world.AirActors.Diversion);
        hash = Fold(hash, world.Airlifts.Load);
        hash = FoldBytes(hash, MemoryMarshal.AsBytes(world.Operations.State.AsSpan()));
        hash = Fold(hash, world.Operations.Objective);
        hash = Fold(hash, world.Operations.ReadyTick);
        hash = Fold(hash, world.Operations.Assembly);
        hash = Fold(hash, world.Operations.AttackStart);
        hash = Fold(hash, world.Operations.AttackTick);
        hash = FoldBytes(hash, MemoryMarshal.AsBytes(world.Operations.HasArrived.AsSpan()));
        hash = FoldBytes(hash, MemoryMarshal.AsBytes(world.Operations.OwnVerb.AsSpan()));
        hash = Fold(hash, world.Operations.OwnTarget);
        hash = Fold(hash, world.Operations.OwnStart);
        hash = Fold(hash, world.Operations.OwnForces);
        hash = Fold(hash, world.Factions.Headquarters);
        hash = Fold(hash, world.Factions.HeadquartersLost);
        hash = Fold(hash, world.Factions.LastTarget);
        hash = Fold(hash, world.Locations.OwnerSince);
        hash = FoldLedger(hash, world.Ledger);
        hash = Fold(hash, world.Ledger.Killed);
        return Fold(hash, world.Ledger.Surrendered);
    }

    private static ulong FoldLedger(ulong hash, Ledger ledger)
    {
        hash = Fold(hash, ledger.Deserted);
        hash = Fold(hash, ledger.DefectedOut);
        hash = Fold(hash, ledger.DefectedIn);
        hash = Fold(hash, ledger.Recruited);
        hash = Fold(hash, ledger.Inflow);
        hash = Fold(hash, ledger.CiviliansKilled);
        hash = Fold(hash, ledger.Revenue);
        hash = Fold(hash, ledger.Wages);
        hash = Fold(hash, ledger.OperationCosts);
        return Fold(hash, ledger.DepotCosts);
    }

    private static (string, byte[]) Column<T>(string name, T[] values)
        where T : struct => (name, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static ulong Fold(ulong hash, ulong value) => (ulong.RotateLeft(hash, 5) ^ value) * Prime;

    private static ulong Fold(ulong hash, double[] values) => FoldWords(hash, MemoryMarshal.Cast<double, ulong>(values));

    private static ulong Fold(ulong hash, long[] values) => FoldWords(hash, MemoryMarshal.Cast<long, ulong>(values));

    private static ulong Fold(ulong hash, int[] values)
    {
        foreach (int value in values)
        {
            hash = Fold(hash, (uint)value);
        }

        return hash;
    }

    private static ulong FoldWords(ulong hash, ReadOnlySpan<ulong> words)
    {
        foreach (ulong word in words)
        {
            hash = Fold(hash, word);
        }

        return hash;
    }

    private static ulong FoldBytes(ulong hash, ReadOnlySpan<byte> bytes)
    {
        int whole = bytes.Length & ~7;
        hash = FoldWords(hash, MemoryMarshal.Cast<byte, ulong>(bytes[..whole]));
        foreach (byte value in bytes[whole..])
        {
            hash = Fold(hash, value);
        }

        return hash;
    }
}
