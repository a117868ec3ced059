using System.Reflection;
using ControlSim.Tables;

namespace ControlSim.Tests.Architecture;

/// <summary>The table of what every process must show names tests that there are, and leaves no process out.</summary>
public sealed class ClaimsTests
{
    private static readonly Dictionary<string, MethodInfo[]> Tests = typeof(ClaimsTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .GroupBy(method => $"{method.DeclaringType!.Name}.{method.Name}")
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    [Fact]
    public void Every_test_that_a_claim_names_is_a_test()
    {
        string[] missing =
        [
            .. Claim.All.SelectMany(claim => claim.Tests).Distinct().Where(name => !Tests.TryGetValue(name, out MethodInfo[]? found)
                || !found.Any(method => method.GetCustomAttributes<FactAttribute>(inherit: true).Any(fact => fact.Skip is null))),
        ];
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_process_has_a_claim_and_every_claim_a_process()
    {
        string[] processes = [.. typeof(WritesAttribute).Assembly.GetTypes().Where(t => t.GetCustomAttribute<WritesAttribute>() is not null).Select(t => t.Name)];
        Assert.Equal(processes.Append("Tick").Order(StringComparer.Ordinal), Claim.All.Select(claim => claim.Process).Distinct().Order(StringComparer.Ordinal));
        Assert.All(Claim.All, claim => Assert.True(claim.Text.Length > 10 && !claim.Text.Contains('|', StringComparison.Ordinal)));
        Assert.Equal(Claim.All.Length, Claim.All.Select(claim => (claim.Process, claim.Text)).Distinct().Count());
    }
}
