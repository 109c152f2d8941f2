using System.CommandLine;
using System.Globalization;
using OpcSpaces.CommandLine;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Description;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Scripts.Files;
using OpcSpaces.FirmwareSim.Truth;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>The options that say which building is simulated, and which faults happen in it.</summary>
internal sealed class BuildingArguments
{
    private const string DefaultDescription = "nanshan-10000";
    private static readonly BuildingOptions Default = new();

    private readonly Option<string?> _building = ArgumentRules.Option<string?>(
        "--building", "FILE", $"File that describes the building, or the name of an included one: {string.Join(", ", IncludedFiles.Buildings)} [default: {DefaultDescription}]", ReadIncluded("a building description", IncludedFiles.Buildings));

    private readonly Option<string?> _faults = ArgumentRules.Option<string?>(
        "--faults", "FILE", "File with faults and frauds to add to those of the building, or the name of an included one: frauds (for nanshan-10000)", ReadIncluded("a faults file", IncludedFiles.Faults));

    private readonly Option<int?> _desks = ArgumentRules.Option("--desks", "N", "Generate a building with this many desks (10 m² for each), instead of --building [default with --gateways: 1000]", ArgumentRules.Whole(1, BuildingOptions.MostDesks));

    private readonly Option<int?> _gateways = ArgumentRules.Option("--gateways", "N", "Number of gateways of the generated building, at most one for each zone [default with --desks: 30, or one for each zone]", ArgumentRules.Whole(1, BuildingOptions.MostDesks));

    private readonly Option<int?> _seed = ArgumentRules.Option("--seed", "N", "Random seed. It changes the generated building and its people; with --building it changes only the people", ArgumentRules.Whole(int.MinValue, int.MaxValue));

    private readonly Option<string?> _id = ArgumentRules.Option("--community", "ID", "Id of the community, which is the Sparkplug group of its gateways", ArgumentRules.Id(mayBeEmpty: false));

    public BuildingArguments(Command command)
    {
        foreach (var option in new Option[] { _building, _faults, _desks, _gateways, _seed, _id })
            command.Options.Add(option);
    }

    /// <summary>Throws <see cref="CommandLineException"/>, <see cref="SettingsException"/> or <see cref="BuildingException"/> with every fault.</summary>
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
            more = ReadScript(faults, places, reasons);
        return plan is null || reasons.Count > 0 ? throw new BuildingException(reasons) : plan with { Script = [.. plan.Script, .. more] };
    }

    /// <summary>The first of these options that is given; null for none.</summary>
    public Option? Given(ParseResult parsed) =>
        new Option[] { _building, _faults, _desks, _gateways, _seed, _id }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>A file to write. Throws <see cref="CommandLineException"/> when it cannot be written, or is one of those that are read.</summary>
    public TruthFile Output(ParseResult parsed, string option, string file)
    {
        if (new[] { parsed.GetValue(_building), parsed.GetValue(_faults) }.Any(read => read is not null && Path.GetFullPath(read) == Path.GetFullPath(file)))
            throw new CommandLineException($"{option} {Terminal.Quote(file)} is the file that is read with --building or --faults: give another file");
        try
        {
            return new TruthFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"{option} {Terminal.Quote(file)} cannot be written ({exception.Message}): give a file in a directory that this account can write");
        }
    }

    private BuildingPlan ReadBuilding(ParseResult parsed, ref ScriptPlaces places)
    {
        if (parsed.GetValue(_building) is { } file)
            return ReadDescription(parsed, file, ref places);
        if (Counts(parsed) is null)
            return ReadDescription(parsed, IncludedFiles.Find(DefaultDescription, IncludedFiles.Buildings)!, ref places);
        var plan = Generate(parsed);
        places = new ScriptPlaces(plan.Gateways);
        return plan;
    }

    private static List<ScriptEntry> ReadScript(string file, ScriptPlaces places, List<string> reasons)
    {
        try
        {
            return SettingsFile.Read(file, ScriptReader.ReadFile, script => ScriptRules.Faults(script, places));
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
            throw new CommandLineException($"--building and {other.Name} exclude each other, because the description says how many there are: give one of them");
        var plan = CommunityDescription.Read(file, out places);
        if (parsed.GetValue(_id) is { } id)
            plan = plan with { Community = plan.Community with { Id = id } };
        return parsed.GetValue(_seed) is { } seed ? plan with { Seed = seed } : plan;
    }

    /// <summary>The first option that asks for a generated building; null when none is given.</summary>
    private Option? Counts(ParseResult parsed) =>
        new Option[] { _desks, _gateways }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });

    private BuildingPlan Generate(ParseResult parsed)
    {
        var options = new BuildingOptions
        {
            Desks = parsed.GetValue(_desks) ?? Default.Desks,
            Gateways = parsed.GetValue(_gateways) ?? Default.Gateways,
            Seed = parsed.GetValue(_seed) ?? Default.Seed,
            CommunityId = parsed.GetValue(_id) ?? Default.CommunityId,
        };
        if (parsed.GetResult(_gateways) is not { Implicit: false })
            return BuildingGenerator.Generate(BuildingGenerator.WithFittingGateways(options));
        try
        {
            return BuildingGenerator.Generate(options);
        }
        catch (BuildingException exception)
        {
            throw new CommandLineException(string.Create(CultureInfo.InvariantCulture, $"--gateways \"{options.Gateways}\" does not fit --desks \"{options.Desks}\": {exception.Message}"));
        }
    }

    /// <summary>A file, or the name of an included one, with or without its extension.</summary>
    private static ValueRule<string?> ReadIncluded(string what, IReadOnlyList<string> included) => (text, out file) =>
    {
        if (IncludedFiles.Find(text, included) is { } found && !File.Exists(text))
        {
            file = found;
            return null;
        }

        return ArgumentRules.ExistingFile($"{what}, or the name of an included one ({string.Join(", ", included)})")(text, out file);
    };
}
