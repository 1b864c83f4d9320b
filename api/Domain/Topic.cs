namespace Portal.Api.Domain;

/// <summary>What a project or an organisation is about, in the portal's own codes.</summary>
public static class Topic
{
    public static readonly CodeList List = new(
        "topic",
        new("socl", "Social challenges"),
        new("migr", "Reception and integration of refugees and migrants"),
        new("citzn", "Citizenship and democratic participation"),
        new("cata", "Disaster prevention and recovery"),
        new("natr", "Environment and natural protection"),
        new("health", "Health and wellbeing"),
        new("edu", "Education and training"),
        new("job", "Employment and entrepreneurship"),
        new("cult", "Creativity and culture"),
        new("sprt", "Physical education and sport"),
        new("discr", "Working against discrimination"),
        new("hygn", "Water, sanitation and hygiene"),
        new("shltr", "Shelter"),
        new("nutri", "Nutrition and subsistence agriculture"),
        new("distr", "Disaster preparedness"),
        new("relief", "Post-disaster relief"),
        new("sme", "Support to local small and medium enterprises"));
}
