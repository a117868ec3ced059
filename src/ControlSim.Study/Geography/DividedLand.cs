using System.Collections.Immutable;
using Location = ControlSim.Scenarios.Location;

namespace ControlSim.Study.Geography;

/// <summary>Control areas with the places that they were made for, so that whoever has the same places need not make them again.</summary>
internal sealed class DividedLand
{
    private readonly Dictionary<string, ControlSite> sites;

    private DividedLand(ImmutableArray<ControlSite> sites, Basemap basemap)
    {
        this.sites = sites.ToDictionary(s => s.Id, StringComparer.Ordinal);
        Basemap = basemap;
        Areas = ControlAreas.For(sites, basemap.Countries);
    }

    /// <summary>The base map whose land is divided.</summary>
    public Basemap Basemap { get; }

    /// <summary>The areas by location id.</summary>
    public ImmutableSortedDictionary<string, ControlArea> Areas { get; }

    /// <summary>Divides the land.</summary>
    /// <param name="sites">As in <see cref="ControlAreas"/>.</param>
    /// <param name="basemap">The countries.</param>
    public static DividedLand Of(IEnumerable<ControlSite> sites, Basemap basemap) => new([.. sites], basemap);

    /// <summary>Are these the places that it was divided between?</summary>
    public bool IsOf(ImmutableArray<ControlSite> places) =>
        places.Length == sites.Count && places.All(place => sites.TryGetValue(place.Id, out ControlSite? site) && site == place);

    /// <summary>Are these the places that the areas were made for? One whose area was computed then states it now.</summary>
    public bool Fits(IReadOnlyCollection<Location> locations) =>
        locations.Count(l => !l.IsRefuge) == sites.Count && locations.All(l => l.IsRefuge || (sites.TryGetValue(l.Id, out ControlSite? site)
            && site.Country == l.Country && site.Longitude.Equals(l.Longitude) && site.Latitude.Equals(l.Latitude)
            && l.AreaKm2.Equals(site.StatedKm2 ?? Areas[l.Id].AreaKm2)));
}
