using System.CommandLine;
using System.Globalization;
using OpcSpaces.CommandLine;
using OpcSpaces.CommunityFolders;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.FirmwareSim.Tenancy.Rows;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Model.Registry;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary><c>folder</c>: writes the whole community as a folder that the cloud's registry imports, without running anything.</summary>
internal sealed class FolderCommand : Command
{
    private readonly TextWriter _output;
    private readonly ClockOption _clock;
    private readonly BuildingArguments _building;

    private readonly Option<string?> _out = ArgumentRules.Option<string?>("--out", "DIR", "Folder to write; created if missing. Its files are replaced", ArgumentRules.DirectoryName);

    private readonly Option<string?> _recording = ArgumentRules.Option<string?>(
        "--recording", "FILE", "Write the room of this recording (CSV) instead of a building: its plan and its sensors, without tenants", ArgumentRules.ExistingFile("a recording", RecordingReader.MostBytes));

    private readonly Option<DateOnly?> _until = ArgumentRules.Option<DateOnly?>(
        "--until", "DATE", "Up to which day there are invoices, payments and claims, such as 2026-11-30 [default: today, by the building's clock]", ReadDate);

    public FolderCommand(TextWriter output, TimeProvider time) : base("folder", """
        Write the community as a folder (CSV tables and a plan) for the registry of the cloud: tenants, leases, absences, areas, calendar

        Examples:
          opcspaces-sim folder --out ./nanshan
          opcspaces-sim folder --building nanshan-tenants --until 2026-11-30 --out ./nanshan
          opcspaces-sim folder --recording firmware-sim/recordings/room-occupancy.csv --out ./room

        Import it with
          opcspaces-cloud registry import ./nanshan --data ./data --who eva --why "first import"
        """)
    {
        _output = output;
        _building = new BuildingArguments(this);
        _clock = new ClockOption(this, time);
        _out.Required = true;
        foreach (var option in new Option[] { _out, _recording, _until })
            Options.Add(option);
        SetAction(Write);
    }

    private int Write(ParseResult parsed)
    {
        var (community, rows) = parsed.GetValue(_recording) is { } recording ? OfRecording(parsed, recording) : OfBuilding(parsed);
        // A description that was drawn by hand may fit the simulator and break a rule of the registry.
        if (CommunityFolderWriter.Check(rows) is { Count: > 0 } faults)
            throw new BuildingException([.. faults.Kept.Select(fault => fault.ToString())]);
        var folder = parsed.GetValue(_out)!;
        CommunityFolderWriter.Write(folder, rows, community);
        _output.WriteLine($"{folder}: {Terminal.Count(rows.Count, "row")} of {community}");
        return 0;
    }

    private (string Community, RegistryRows Rows) OfBuilding(ParseResult parsed)
    {
        var plan = _building.Read(parsed);
        return (plan.Community.Id, CommunityRows.Of(plan, parsed.GetValue(_until) ?? new BuildingClock(plan.UtcOffset).Date(_clock.Read(parsed).GetUtcNow())));
    }

    private (string Community, RegistryRows Rows) OfRecording(ParseResult parsed, string file) => _building.Given(parsed) is { } option
        ? throw new CommandLineException($"--recording and {option.Name} exclude each other: give one of them")
        : (PlaybackRoom.DefaultCommunity, PlaybackRoom.Rows(RecordingReader.ReadFile(file)));

    private static string? ReadDate(string text, out DateOnly? value)
    {
        var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && BuildingClock.Supports(date.ToDateTime(TimeOnly.MinValue));
        value = isDate ? date : null;
        return isDate ? null : $"must be a date as year-month-day in the years {BuildingClock.FirstYear} to {BuildingClock.LastYear - 1}, such as 2026-11-30";
    }
}
