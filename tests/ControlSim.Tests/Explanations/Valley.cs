using ControlSim.Study.ResultFiles;
using ControlSim.Tests.ResultFiles;

namespace ControlSim.Tests.Explanations;

/// <summary>A result folder of a small valley with a log written by hand, so that no change of the model moves its words.</summary>
internal static class Valley
{
    /// <summary>A road from a capital over a border to a town behind it; red feeds the town from the capital's side.</summary>
    public const string World = """
        format: 1
        name: valley
        title: The valley
        start: 2017-09-01
        end: 2017-12-31
        seed: 7
        blocs:
          blue: {name: Blue government}
          red: {name: Red State}
        factions:
          army: {bloc: blue, initiative: 0}
          rebels: {bloc: red, initiative: 0, can_disperse: true, stances: {default: {morale: 0.5, main_city: capital}}}
        locations:
          base: {name: Base, country: Land, lon: 40.2, lat: 34, population: 1000}
          capital: {name: Capital, country: Land, lon: 41, lat: 34, population: 90000}
          post: {name: Border Post, country: Land, lon: 41.4, lat: 34}
          town: {name: Al-Town, country: Land, lon: 41.8, lat: 34, population: 20000}
          village: {name: Village, country: Land, lon: 41.8, lat: 34.25, population: 900}
        corridors:
          base--capital: {from: base, to: capital, length_km: 90, class: highway}
          capital--post: {from: capital, to: post, length_km: 40, class: highway}
          post--town: {from: post, to: town, length_km: 40, class: highway, crossing: gate}
          town--village: {from: town, to: village, length_km: 30, class: secondary}
        crossings:
          gate: {name: Border gate}
        relations:
          war: {a: rebels, b: army, kind: hostile}
        control:
          base: {owner: blue}
          capital: {owner: red}
          post: {owner: red}
          town: {owner: red}
          village: {owner: red}
        forces:
          army-base: {faction: army, fighters: 5000, at: base}
          rebels-town: {faction: rebels, fighters: 1000, hold: true, spread: garrison}
        depots:
          army-base: {faction: army, location: base, income: 9000}
          rebels-capital: {faction: rebels, location: capital, income: 3000}
        orders:
          march: {faction: army, verb: advance, date: 2017-09-10, from: [base], objectives: [capital, town], forces: 4000}
          flank: {faction: army, verb: advance, date: 2017-09-20, from: [base], objectives: [capital, village], forces: 1000}

        """;

    private const string Log = """
        replicate,date,tick,event,location,bloc,other,fighters,subject,place,terms
        0,2017-09-10,9,operation-launched,capital,blue,,4000,march,base,own_strength=3000;enemy_strength=600;required_ratio=2;preparation_days=9;asked=4000
        0,2017-09-13,12,battle-begins,capital,blue,red,4000,,,own_strength=3000;enemy_strength=600;own_massed=4000;enemy_massed=800
        0,2017-09-20,19,capture,capital,blue,red,3900,,,own_strength=3000;enemy_strength=600;own_share=0.55;previous_share=0.42;enemy_supply=0.9;battle_days=6;own_lost=100;enemy_lost=800
        0,2017-09-20,19,reported,capital,blue,red,0,,,share=0.62;early=no;delay_days=0
        0,2017-09-21,20,operation-won,capital,blue,,3900,march,base,days=11;lost=100
        0,2017-09-29,28,supply-low,town,red,,400,,,supply=0.4712;fill=0;access=0;short_days=9
        0,2017-10-01,30,operation-delayed,town,blue,,3900,march,capital,reason=ratio;own_strength=700.5;enemy_strength=352;required_ratio=2;assembled=3900;asked=4000
        0,2017-10-05,34,crossing-closed,town,,,0,gate,,to_supply=no;to_units=yes
        0,2017-10-08,37,units-dispersed,town,red,,50,,,cause=weighing;units=1;z=-1.52;force=-1.5;supply=-0.06;morale=0;air=-0.96;order=0
        0,2017-10-09,38,operation-launched,town,blue,,3900,march,capital,own_strength=2900;enemy_strength=200;required_ratio=2;preparation_days=17;asked=4000
        0,2017-10-12,41,battle-begins,town,blue,red,3900,,,own_strength=2900;enemy_strength=200;own_massed=3900;enemy_massed=350
        0,2017-10-13,42,reported,town,blue,red,0,,,share=0.3;early=yes;delay_days=0
        0,2017-10-14,43,units-broke,town,red,,100,,village,situation=main-city-lost;reason=losses;outcome=retreat;units=2;loss_share=0.2;limit=0.075;morale=0.5;supply=0.3
        0,2017-10-15,44,units-broke,town,red,,60,,,situation=main-city-lost;reason=losses;outcome=encircled;units=1;loss_share=0.4;limit=0.075;morale=0.5;supply=0.3
        0,2017-10-15,44,units-surrendered,town,red,,30,,,units=1;supply=0.3;morale=0.5
        0,2017-10-15,44,units-dispersed,town,red,,30,,,cause=encircled;units=1
        0,2017-10-16,45,owner-lost,town,red,blue,0,,,share=0.3978;other_share=0.5763;own_massed=0;enemy_massed=3850
        0,2017-10-17,46,capture,town,blue,red,3850,,,own_strength=2900;enemy_strength=200;own_share=0.5763;previous_share=0.3978;enemy_supply=0.3;battle_days=4;own_lost=50;enemy_lost=140
        0,2017-10-18,47,operation-won,town,blue,,3850,march,capital,days=9;lost=50
        0,2017-10-20,49,operation-launched,post,blue,,900,army:1,capital,own_strength=500;enemy_strength=90;required_ratio=2;preparation_days=21
        0,2017-10-22,51,battle-begins,post,blue,red,900,,,own_strength=500;enemy_strength=90;own_massed=900;enemy_massed=160
        0,2017-11-02,62,units-broke,post,blue,,400,,capital,situation=attacker;reason=losses;outcome=retreat;units=4;loss_share=0.3;limit=0.25;morale=1;supply=0.8
        0,2017-11-03,63,operation-aborted,post,blue,,500,army:1,capital,loss_share=0.44;loss_limit=0.3;own_strength=300;enemy_strength=70;days=14
        0,2017-11-05,65,siege-laid,post,blue,red,0,army:2,,own_strength=500;enemy_strength=80;supply=0.6
        0,2017-11-06,66,battle-ends,post,red,blue,120,,,battle_days=12;own_lost=40;enemy_lost=190
        0,2017-12-05,95,siege-ends,post,blue,red,0,army:2,,ending=lifted;days=30;own_strength=300;enemy_strength=60;supply=0.2

        """;

    /// <summary>Writes the folder.</summary>
    public static string Write(TemporaryFolder folder, string log = Log)
    {
        string path = folder.In("result");
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "scenario.lock.yaml"), World);
        File.WriteAllText(Path.Combine(path, "events.csv"), log);
        File.WriteAllText(Path.Combine(path, Manifest.Path), """{"program": "controlsim", "scenario": {"until": null}}""");
        return path;
    }
}
