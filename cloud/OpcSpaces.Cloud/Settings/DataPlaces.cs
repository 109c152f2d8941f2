using System.CommandLine;
using OpcSpaces.CommandLine;
using OpcSpaces.Files;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud.Settings;

/// <summary>Where the stores are: the same two options in each command that reads or changes them.</summary>
internal sealed class DataPlaces
{
    private readonly Option<string?> _data = ArgumentRules.Option<string?>("--data", "DIR", "The data directory of the cloud. Required here or in the settings file", ArgumentRules.DirectoryName);
    private readonly Option<string?> _settings = ArgumentRules.Option<string?>("--settings", "FILE", "The settings file of the cloud; required for a registry in PostgreSQL", ArgumentRules.ExistingFile("a settings file"));

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_settings);
    }

    /// <exception cref="CommandLineException">The settings have faults.</exception>
    public CloudOptions Load(ParseResult parsed)
    {
        try
        {
            var options = CloudSettings.Load(parsed.GetValue(_settings), new CommandLineSettings { DataDirectory = parsed.GetValue(_data) }, (_, _) => { }).Complete();
            _ = DataClock.Of(options.DataDirectory);
            return options;
        }
        catch (NamedFileException e)
        {
            throw new CommandLineException(e.Message);
        }
        catch (SettingsException e)
        {
            throw new CommandLineException([.. e.Faults.Select(CommandLineSettings.Sentence)]);
        }
    }
}
