using Microsoft.EntityFrameworkCore;

namespace OpcSpaces.Databases;

/// <summary>Names of columns in snake case.</summary>
public static class SnakeNames
{
    /// <summary>Gives every column that has no name of its own the name of its property in snake case.</summary>
    public static void UseSnakeColumns(this ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().Where(type => !type.IsMappedToJson()).SelectMany(type => type.GetProperties()))
        {
            if (property.GetColumnName() == property.Name) property.SetColumnName(Snake(property.Name));
        }
    }

    private static string Snake(string name) => string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? $"{(i == 0 ? "" : "_")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
