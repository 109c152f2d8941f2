using System.CommandLine;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Description;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Scripts.Files;
using OpcSpaces.FirmwareSim.Truth;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>The options that say which building is meant, and what goes wrong in it.</summary>
internal sealed class BuildingArguments
{
    private const string DescriptionsDirectory = "communities";
    private const string Extension = ".jsonc";
    private const string DefaultDescription = "nanshan-10000";
    private static readonly BuildingOptions Default = new();

    private readonly Option<string?> _building = new("--building")
    {
        Description = $"A description file, or the name of one that comes with this program: {DefaultDescription} (unless there is --desks), office, city",
        HelpName = "FILE",
    };

    private readonly Option<string?> _faults = new("--faults") { Description = "A file with a list \"faults\", which happen besides those of the description; frauds.jsonc comes with this program, for nanshan-10000", HelpName = "FILE" };

    private readonly Option<int> _desks = new("--desks") { Description = "How many desks, without a description; ten square metres come with each", HelpName = "N", DefaultValueFactory = _ => Default.Desks };

    private readonly Option<int> _gateways = new("--gateways") { Description = "How many gateways share them, without a description; as many as there are zones at most", HelpName = "N", DefaultValueFactory = _ => Default.Gateways };

    private readonly Option<int?> _seed = new("--seed") { Description = "Another seed is another building with other people; with a description, the same building with other people", HelpName = "N" };

    private readonly Option<string?> _id = new("--community") { Description = "Id of the community: the Sparkplug group", HelpName = "ID" };

    public BuildingArguments(Command command)
    {
        _building.NotEmpty();
        _faults.NotEmpty();
        _id.Id(mayBeEmpty: false);
        foreach (var option in new Option[] { _building, _faults, _desks, _gateways, _seed, _id })
            command.Options.Add(option);
    }

    /// <summary>Throws <see cref="SettingsException"/> or <see cref="BuildingException"/> with every fault.</summary>
    public BuildingPlan Read(ParseResult parsed)
    {
        var (plan, places, reasons) = ((BuildingPlan?)null, ScriptPlaces.Unknown, new List<string>());
        List<ScriptEntry> more = [];
        try
        {
            plan = ReadBuilding(parsed, ref places);
        }
        catch (Exception exception) when (parsed.GetValue(_faults) is not null && exception is BuildingException or SettingsException)
        {
            reasons.AddRange(exception.Message.Split('\n'));
        }
        if (parsed.GetValue(_faults) is { } faults)
            more = ReadScript(Find(faults), places, reasons);
        return plan is null || reasons.Count > 0 ? throw new BuildingException(reasons) : plan with { Script = [.. plan.Script, .. more] };
    }

    /// <summary>A file to write; throws <see cref="BuildingException"/> when it is one of those that are read.</summary>
    public TruthFile Output(ParseResult parsed, string file)
    {
        var read = new[] { parsed.GetValue(_building), parsed.GetValue(_faults) }.OfType<string>().Select(Find);
        return read.Any(other => Path.GetFullPath(other) == Path.GetFullPath(file))
            ? throw new BuildingException([$"{file} describes what happens: write the truth to another file"])
            : new TruthFile(file);
    }

    private BuildingPlan ReadBuilding(ParseResult parsed, ref ScriptPlaces places)
    {
        if (parsed.GetValue(_building) is { } file)
            return ReadDescription(parsed, file, ref places);
        if (Counts(parsed) is null)
            return ReadDescription(parsed, DefaultDescription, ref places);
        var plan = Generate(parsed);
        places = new ScriptPlaces(plan.Gateways);
        return plan;
    }

    private static List<ScriptEntry> ReadScript(string file, ScriptPlaces places, List<string> reasons)
    {
        try
        {
            return SettingsFile.Read(file, ScriptReader.Read, script => ScriptRules.Faults(script, places));
        }
        catch (SettingsException exception)
        {
            reasons.AddRange(exception.Message.Split('\n'));
            return [];
        }
    }

    private BuildingPlan ReadDescription(ParseResult parsed, string file, ref ScriptPlaces places)
    {
        if (Counts(parsed) is { } other)
            throw new BuildingException([$"--building and {other.Name} exclude each other: the description says how many there are"]);
        var plan = CommunityDescription.Read(Find(file), out places);
        if (parsed.GetValue(_id) is { } id)
            plan = plan with { Community = plan.Community with { Id = id } };
        return parsed.GetValue(_seed) is { } seed ? plan with { Seed = seed } : plan;
    }

    /// <summary>The count that was asked for, by which a building without a description is meant.</summary>
    private Option? Counts(ParseResult parsed) =>
        new Option[] { _desks, _gateways }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });

    private BuildingPlan Generate(ParseResult parsed)
    {
        var options = new BuildingOptions
        {
            Desks = parsed.GetValue(_desks),
            Gateways = parsed.GetValue(_gateways),
            Seed = parsed.GetValue(_seed) ?? Default.Seed,
            CommunityId = parsed.GetValue(_id) ?? Default.CommunityId,
        };
        // Nobody who asks for ten desks asks for thirty gateways.
        return BuildingGenerator.Generate(parsed.GetResult(_gateways) is { Implicit: false } ? options : BuildingGenerator.WithFittingGateways(options));
    }

    /// <summary>The file itself, or one of that name that comes with the program, with its extension or without.</summary>
    private static string Find(string file)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, DescriptionsDirectory, file.EndsWith(Extension, StringComparison.Ordinal) ? file : file + Extension);
        return !File.Exists(file) && File.Exists(shipped) ? shipped : file;
    }
}
