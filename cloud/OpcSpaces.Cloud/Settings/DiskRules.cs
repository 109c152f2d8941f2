using OpcSpaces.Databases;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Cloud.Settings;

/// <summary>The rules for what the settings of the cloud name on disk: the data directory, secrets, certificates, community files.</summary>
internal static class DiskRules
{
    /// <param name="rules">The rules of the whole file.</param>
    /// <param name="options">The complete settings.</param>
    /// <param name="create">Whether a data directory that does not exist is created.</param>
    public static void Check(SettingsRules rules, CloudOptions options, bool create)
    {
        if (!string.IsNullOrWhiteSpace(options.DataDirectory)) CheckWritable(rules, options.DataDirectory, create);
        if (!string.IsNullOrWhiteSpace(options.DataDirectory)) DataClock.Check(rules, options);
        if (options.Influx is { TokenFile: { Length: > 0 } token }) rules.Readable("influx.tokenFile", token);
        if (options.Broker is { } broker) MqttEndpointSettings.CheckFiles(rules.At("broker"), broker);
        else EmbeddedBrokerSettings.CheckFiles(rules.At("embeddedBroker"), options.EmbeddedBroker);
        if (options.Registry is { Provider: DatabaseProvider.Postgresql, ConnectionStringFile: { } secret }) rules.Readable("registry.connectionStringFile", secret);
        AccessSettings.CheckFiles(rules.At("access"), options.Access);
        NoticesSettings.CheckFiles(rules.At("notices"), options.Notices);
        CheckCommunities(rules, options.CommunityFiles);
    }

    private static void CheckWritable(SettingsRules rules, string directory, bool create)
    {
        try
        {
            if (create) Directory.CreateDirectory(directory);
            using var probe = File.Create(Path.Combine(create ? directory : NearestExisting(directory), $".writable-{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            rules.Fault("dataDirectory", $"\"{directory}\"", $"it cannot be written: {e.Message}");
        }
    }

    // Where a directory would be created; a file in its way is a fault when it is written to.
    private static string NearestExisting(string directory)
    {
        var path = Path.GetFullPath(directory);
        while (!Path.Exists(path) && Path.GetDirectoryName(path) is { } parent) path = parent;
        return path;
    }

    // A file that does not exist yet may appear later; the simulator writes its own.
    private static void CheckCommunities(SettingsRules rules, List<string> files)
    {
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, file) in files.Index().Where(item => File.Exists(item.Item) || Directory.Exists(item.Item)))
        {
            try
            {
                var community = SettingsFile.Read(file, SpacesReader.Community, CommunityRules.Faults);
                rules.Unique($"communityFiles[{index}]", community.Id, ids, "community");
            }
            catch (SettingsException e)
            {
                foreach (var fault in e.Faults) rules.Add(fault);
            }
        }
    }
}
