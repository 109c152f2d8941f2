using System.Text.Json;
using System.Text.Json.Serialization;
using OpcSpaces.Answers.Registry;

namespace OpcSpaces.Answers;

/// <summary>How answers are written as JSON, and read.</summary>
public static class AnswerJson
{
    /// <summary>Names in camelCase are the web's default already; this adds enumerations as words, and the values of the registry.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new TagsConverter());
        options.Converters.Add(new OutlineConverter());
        options.Converters.Add(new TimeOfDayConverter());
    }
}
