using System.Text.Json;
using System.Text.Json.Serialization;
using OpcSpaces.Ingest.Status;

namespace OpcSpaces.Cloud.Status;

/// <summary>The status as JSON: camel case, conditions by name.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(IngestStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
