using ControlSim.Study.Geography;

namespace ControlSim.Tests.Geography;

public sealed class BasemapTests
{
    [Fact]
    public void The_basemap_of_the_theatre_has_its_layers()
    {
        Basemap basemap = TheatreFiles.Basemap;

        Assert.Equal(10, basemap.Countries.Count);
        Assert.Equal(17, basemap.Borders.Length);
        Assert.Contains(basemap.Rivers, r => r.Name == "Euphrates");
        Assert.Contains(basemap.Lakes, l => l.Name == "Lake Tharthar");
        Assert.All(basemap.Countries.Values, c => Assert.True(c.IsValid));
    }

    [Fact]
    public void A_folder_without_a_basemap_has_none()
    {
        Assert.Null(Basemap.FromFolder(Path.Combine(TheatreFiles.Folder, "no such folder")));
    }

    [Fact]
    public void A_country_that_stands_twice_is_refused()
    {
        const string Country = """{"type":"Feature","properties":{"layer":"country","name":"A"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}""";

        Assert.Throws<FormatException>(() => Basemap.Read($$"""{"type":"FeatureCollection","features":[{{Country}},{{Country}}]}"""));
    }
}
