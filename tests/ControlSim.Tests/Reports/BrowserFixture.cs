using System.Diagnostics;
using ControlSim.Tests.Cli;
using ControlSim.Tests.Sweeps;
using Microsoft.Playwright;

namespace ControlSim.Tests.Reports;

/// <summary>
/// Reports of the al-Qa'im scenario (3 runs, and 3 of a what-if), and a browser to open them in. Without a browser
/// <see cref="Open"/> skips the test; on a CI machine (CI=true) it fails.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>What a container without a display, a GPU or a network needs.</summary>
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private readonly CommandLine program = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Path of the report of one result.</summary>
    public string Report => program.In("base/report.html");

    /// <summary>Path of the report of base and what-if.</summary>
    public string Comparison => program.In("closed/comparison.html");

    /// <summary>Path of the page of a study.</summary>
    public string Study => program.In("study/report.html");

    public async ValueTask InitializeAsync()
    {
        string scenario = Path.Combine(GoldenFile.Root, "scenarios/al-qaim-2017.yaml");
        Make("run", scenario, "--replicates", "3", "--out", program.In("base"));
        Make("run", scenario, "--replicates", "3", "--what-if", "crossing-closed-early", "--out", program.In("closed"));
        Make("report", program.In("base"));
        Make("report", program.In("base"), program.In("closed"));
        Make("sweep", "run", program.Write("study.yaml", SweepFiles.Study), "--design", "sample", "--out", program.In("study"));
        Make("report", program.In("study"));
        if (!File.Exists(Chromium)) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Switches });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        program.Dispose();
    }

    /// <summary>A page with the file in it.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="width">Width of the window, px.</param>
    /// <param name="prepare">Called before the file is opened.</param>
    public async Task<IPage> Open(string file, int width = 1400, Action<IPage>? prepare = null)
    {
        if (browser is null)
        {
            Assert.False(
                Environment.GetEnvironmentVariable("CI") == "true", $"{Chromium} is missing: a CI machine must open the report (apt-get install chromium)");
            Assert.Skip($"{Chromium} is missing (apt-get install chromium)");
        }

        IPage page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        prepare?.Invoke(page);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return page;
    }

    /// <summary>The text of axe-core, fetched by npm into a temporary folder; null where there is no npm.</summary>
    public async Task<string?> AxeCore()
    {
        const string package = "axe-core@4.14.1";
        string folder = Directory.CreateDirectory(program.In("axe")).FullName;
        try
        {
            using Process npm = Process.Start(new ProcessStartInfo("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, package])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            await npm.WaitForExitAsync();
            return npm.ExitCode == 0 ? await File.ReadAllTextAsync(Path.Combine(folder, "node_modules/axe-core/axe.min.js")) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private void Make(params string[] args) => Assert.True(program.Call(args) == 0, program.Error);
}
