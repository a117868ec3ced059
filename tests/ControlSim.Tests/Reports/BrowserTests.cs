using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Playwright;

namespace ControlSim.Tests.Reports;

/// <summary>The report in a real browser. With CONTROLSIM_SHOTS=FOLDER pictures of the pages are left there to be looked at.</summary>
public sealed class BrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Fill of a place whose holder is the same in both ensembles.</summary>
    private const string Same = "#f8f6f0";

    [Fact]
    public async Task Nothing_is_loaded_and_the_console_stays_empty()
    {
        foreach (string file in (string[])[browser.Report, browser.Comparison])
        {
            var requests = new List<string>();
            var console = new List<string>();
            IPage page = await browser.Open(file, prepare: p =>
            {
                p.Request += (_, request) => requests.Add(request.Url);
                p.Console += (_, message) => console.Add(message.Text);
                p.PageError += (_, error) => console.Add(error);
            });
            await Play(page);
            await page.ClickAsync("#theme");
            await page.ClickAsync("#twin summary");
            Assert.Equal([new Uri(file).AbsoluteUri], requests.Where(r => !r.StartsWith("data:", StringComparison.Ordinal)));
            Assert.Empty(console);
            await page.CloseAsync();
        }
    }

    [Fact]
    public async Task The_page_of_a_study_shows_factors_findings_figures_and_tables_and_loads_nothing()
    {
        var said = new List<string>();
        IPage page = await browser.Open(browser.Study, prepare: p =>
        {
            p.Request += (_, request) => said.Add(request.Url);
            p.Console += (_, message) => said.Add(message.Text);
            p.PageError += (_, error) => said.Add(error);
        });
        Assert.Equal("Border study", await page.InnerTextAsync("h1"));
        Assert.Contains("march", await page.InnerTextAsync("#factors table"), StringComparison.Ordinal);
        Assert.True(await page.Locator("#figures figure svg").CountAsync() >= 2);
        Assert.True(await page.Locator("#tables details").CountAsync() >= 1);
        string figure = (await page.GetAttributeAsync("#figures figure >> nth=0", "data-name"))!;
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync($"[data-name={figure}] [data-save=png]"));
        Assert.Equal($"{figure}.png", download.SuggestedFilename);
        Assert.Equal(PngSignature, (await File.ReadAllBytesAsync((await download.PathAsync())!))[..8]);
        await page.ClickAsync("#theme");
        Assert.Equal("dark", await page.GetAttributeAsync("html", "data-theme"));
        Assert.Equal([new Uri(browser.Study).AbsoluteUri], said.Where(r => !r.StartsWith("data:", StringComparison.Ordinal) && !r.StartsWith("blob:", StringComparison.Ordinal)));
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_pointer_on_a_place_says_who_holds_it()
    {
        IPage page = await browser.Open(browser.Comparison);
        await page.EvaluateAsync("() => controlsim.go(0)");
        await page.DispatchEventAsync("[data-map='0'] .areas [data-id=al-qaim]", "pointermove", new { clientX = 300, clientY = 300, bubbles = true });
        Assert.Equal("Al-Qa'im: Islamic State 100 %", await page.InnerTextAsync("#tip"));
        await page.DispatchEventAsync("[data-map='2'] .areas [data-id=al-qaim]", "pointermove", new { clientX = 300, clientY = 300, bubbles = true });
        Assert.Equal("Al-Qa'im: holder differs in 0 % of the runs", await page.InnerTextAsync("#tip"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task On_paper_the_clock_and_the_buttons_are_left_away_and_the_map_stays()
    {
        IPage page = await browser.Open(browser.Report);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.IsVisibleAsync(".clock"));
        Assert.False(await page.IsVisibleAsync(".save >> nth=0"));
        Assert.True(await page.IsVisibleAsync("figure.map svg"));
        Assert.True(await page.IsVisibleAsync("#origin pre >> nth=0"));
        if (Environment.GetEnvironmentVariable("CONTROLSIM_SHOTS") is string folder) await page.PdfAsync(new() { Path = Path.Combine(folder, "report.pdf"), Format = "A4" });
        await page.CloseAsync();
    }

    [Fact]
    public async Task Play_moves_the_clock_with_map_and_curves_and_stops_at_the_end()
    {
        IPage page = await browser.Open(browser.Report);
        await page.FocusAsync("#motion");
        await page.Keyboard.PressAsync("Home");
        Assert.Equal("1 September 2017", await page.InnerTextAsync("#date"));
        string cursor = (await page.GetAttributeAsync(".now >> nth=0", "x1"))!;
        string raqqa = (await page.GetAttributeAsync(".areas [data-id=raqqa]", "fill"))!;
        await page.SelectOptionAsync("#speed", "25");
        await Play(page);
        await Until(page, "controlsim.state.tick === 121 && !controlsim.state.playing");
        Assert.Equal("31 December 2017", await page.InnerTextAsync("#date"));
        Assert.Equal("Play", await page.InnerTextAsync("#play"));
        Assert.NotEqual(cursor, await page.GetAttributeAsync(".now >> nth=0", "x1"));
        Assert.NotEqual(raqqa, await page.GetAttributeAsync(".areas [data-id=raqqa]", "fill"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Keys_and_slider_move_the_clock()
    {
        IPage page = await browser.Open(browser.Report);
        await page.FocusAsync("#motion");
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("PageDown");
        Assert.Equal("9 September 2017", await page.InnerTextAsync("#date"));
        await page.EvaluateAsync("() => { day.value = 30; day.dispatchEvent(new Event('input')); }");
        Assert.Equal("1 October 2017", await page.InnerTextAsync("#date"));
        Assert.Equal("1 October 2017", await page.GetAttributeAsync("#day", "aria-valuetext"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_click_on_al_Qaim_tells_its_story_with_source_and_confidence()
    {
        IPage page = await browser.Open(browser.Report);
        await page.EvaluateAsync("() => controlsim.tell(0)");
        Assert.DoesNotContain("Al-Qa'im", await page.InnerTextAsync("#story"), StringComparison.Ordinal);
        await page.DispatchEventAsync(".areas [data-id=al-qaim]", "click");
        string story = await page.InnerTextAsync("#story");
        Assert.Contains("Al-Qa'im", story, StringComparison.Ordinal);
        Assert.Contains("Source: 2017-01-01: 42000-98000; assumption. Confidence: known, unverified.", story, StringComparison.Ordinal);
        Assert.Matches("On 5 November 2017: .*(Islamic State|contested|Iraqi government)", story);
        Assert.Contains("Iraqi government launches an operation against it", story, StringComparison.Ordinal);
        await page.CloseAsync();
    }

    [Fact]
    public async Task The_table_twin_says_what_the_map_shows()
    {
        IPage page = await browser.Open(browser.Report);
        await page.ClickAsync("#twin summary");
        string row = await page.InnerTextAsync("#twin tbody tr:has-text('Raqqa')");
        Assert.Matches(@"Raqqa\s+Syria\s+SDF/YPG\s+100 %", row);
        await page.ClickAsync("#twin tbody tr:has-text('Raqqa') button");
        Assert.Contains("Raqqa", await page.InnerTextAsync("#story h3"), StringComparison.Ordinal);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_figure_is_saved_as_a_picture_of_its_full_size()
    {
        IPage page = await browser.Open(browser.Report);
        foreach ((string figure, int width) in new[] { ("moving-map", 2800), ("control-over-time", 2800) })
        {
            IDownload download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync($"[data-name={figure}] [data-save=png]"));
            Assert.StartsWith(figure, download.SuggestedFilename, StringComparison.Ordinal);
            byte[] bytes = await File.ReadAllBytesAsync((await download.PathAsync())!);
            Assert.Equal(PngSignature, bytes[..8]);
            Assert.Equal(width, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)));
            if (Environment.GetEnvironmentVariable("CONTROLSIM_SHOTS") is string folder) await File.WriteAllBytesAsync(Path.Combine(folder, download.SuggestedFilename), bytes);
            download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync($"[data-name={figure}] [data-save=svg]"));
            string svg = await File.ReadAllTextAsync((await download.PathAsync())!);
            Assert.Contains("teaching model, not a forecast</text>", svg, StringComparison.Ordinal);
        }

        await page.CloseAsync();
    }

    [Fact]
    public async Task Base_and_what_if_stand_side_by_side_with_their_difference()
    {
        IPage page = await browser.Open(browser.Comparison);
        Assert.Equal(["Base", "What-if: The crossing is closed on 2 September", "Difference"], await page.Locator(".map .label").AllInnerTextsAsync());
        var fills = new HashSet<string>();
        for (int day = 10; day <= 120; day += 10)
        {
            await page.EvaluateAsync($"() => controlsim.go({day})");
            Assert.Equal(Same, await page.GetAttributeAsync("[data-map='2'] .areas [data-id=baghdad]", "fill"));
            fills.UnionWith(await page.Locator("[data-map='2'] .areas path").EvaluateAllAsync<string[]>("all => all.map(p => p.getAttribute('fill'))"));
        }

        Assert.Contains(fills, f => f != Same);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData(1400)]
    [InlineData(390)]
    public async Task The_page_is_no_wider_than_its_window(int width)
    {
        foreach ((string name, string file) in new[] { ("report", browser.Report), ("comparison", browser.Comparison), ("study", browser.Study) })
        {
            IPage page = await browser.Open(file, width);
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            if (Environment.GetEnvironmentVariable("CONTROLSIM_SHOTS") is string folder)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
                await page.ClickAsync("#theme");
                if (name != "study") await page.Locator("#motion").ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}-dark.png") });
            }

            await page.CloseAsync();
        }
    }

    [Fact]
    public async Task Axe_finds_no_serious_fault_on_light_and_dark_pages()
    {
        IPage page = await browser.Open(browser.Comparison);
        string? axe = await browser.AxeCore();
        if (axe is null) Assert.Skip("axe-core is not to be had: npm is missing or has no registry");
        await page.ClickAsync("#twin summary");
        await page.EvaluateAsync(axe!);
        // The thousands of shapes in the figures are decoration to a screen reader: an svg is one image with a title and a description.
        await page.EvaluateAsync("() => document.querySelectorAll('svg > g').forEach(g => g.remove())");
        for (int theme = 0; theme < 2; theme++)
        {
            JsonElement found = (await page.EvaluateAsync(
                "async () => (await axe.run()).violations.filter(v => v.impact === 'serious' || v.impact === 'critical')"
                + ".map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | ')}`)"))!.Value;
            Assert.Empty(found.EnumerateArray().Select(v => v.GetString()));
            await page.ClickAsync("#theme");
        }

        await page.CloseAsync();
    }

    private static async Task Play(IPage page)
    {
        int before = await page.EvaluateAsync<int>("controlsim.state.tick");
        await page.ClickAsync("#play");
        await Until(page, $"controlsim.state.tick > {before}");
    }

    /// <summary>Waits for a condition; the browser's own waiting evaluates texts, which the page forbids.</summary>
    private static async Task Until(IPage page, string condition)
    {
        for (int tries = 0; !await page.EvaluateAsync<bool>(condition); tries++)
        {
            Assert.True(tries < 1000, $"never happened: {condition}");
            await page.WaitForTimeoutAsync(20);
        }
    }
}
