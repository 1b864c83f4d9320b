namespace Portal.Api.Data.Migrations;

/// <summary>What the first migration makes that Entity Framework has no words for.</summary>
internal static class InitialSql
{
    /// <summary>Text search and folding, which generated columns need: everything here has to be immutable.</summary>
    public const string BeforeTables =
        """
        -- Words without accents and case, in no language: the same word is found however it is typed.
        CREATE TEXT SEARCH CONFIGURATION public.portal (COPY = pg_catalog.simple);
        ALTER TEXT SEARCH CONFIGURATION public.portal
            ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.simple;

        -- unaccent() itself counts as changeable because its dictionary is looked up by name; here it is fixed.
        CREATE FUNCTION public.fold(value text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT btrim(regexp_replace(lower(public.unaccent('public.unaccent', value)), '\s+', ' ', 'g')) $$;

        -- The English names, so that search finds a project by its country.
        CREATE FUNCTION public.country_label(code text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT coalesce('{
                "AD": "Andorra", "AE": "United Arab Emirates", "AF": "Afghanistan", "AG": "Antigua & Barbuda",
                "AI": "Anguilla", "AL": "Albania", "AM": "Armenia", "AO": "Angola", "AQ": "Antarctica", "AR": "Argentina",
                "AS": "American Samoa", "AT": "Austria", "AU": "Australia", "AW": "Aruba", "AX": "Åland Islands",
                "AZ": "Azerbaijan", "BA": "Bosnia & Herzegovina", "BB": "Barbados", "BD": "Bangladesh", "BE": "Belgium",
                "BF": "Burkina Faso", "BG": "Bulgaria", "BH": "Bahrain", "BI": "Burundi", "BJ": "Benin",
                "BL": "St. Barthélemy", "BM": "Bermuda", "BN": "Brunei", "BO": "Bolivia", "BQ": "Caribbean Netherlands",
                "BR": "Brazil", "BS": "Bahamas", "BT": "Bhutan", "BV": "Bouvet Island", "BW": "Botswana", "BY": "Belarus",
                "BZ": "Belize", "CA": "Canada", "CC": "Cocos (Keeling) Islands", "CD": "Congo - Kinshasa",
                "CF": "Central African Republic", "CG": "Congo - Brazzaville", "CH": "Switzerland", "CI": "Côte d’Ivoire",
                "CK": "Cook Islands", "CL": "Chile", "CM": "Cameroon", "CN": "China", "CO": "Colombia", "CR": "Costa Rica",
                "CU": "Cuba", "CV": "Cape Verde", "CW": "Curaçao", "CX": "Christmas Island", "CY": "Cyprus", "CZ": "Czechia",
                "DE": "Germany", "DJ": "Djibouti", "DK": "Denmark", "DM": "Dominica", "DO": "Dominican Republic",
                "DZ": "Algeria", "EC": "Ecuador", "EE": "Estonia", "EG": "Egypt", "EH": "Western Sahara", "ER": "Eritrea",
                "ES": "Spain", "ET": "Ethiopia", "FI": "Finland", "FJ": "Fiji", "FK": "Falkland Islands", "FM": "Micronesia",
                "FO": "Faroe Islands", "FR": "France", "GA": "Gabon", "GB": "United Kingdom", "GD": "Grenada",
                "GE": "Georgia", "GF": "French Guiana", "GG": "Guernsey", "GH": "Ghana", "GI": "Gibraltar",
                "GL": "Greenland", "GM": "Gambia", "GN": "Guinea", "GP": "Guadeloupe", "GQ": "Equatorial Guinea",
                "GR": "Greece", "GS": "South Georgia & South Sandwich Islands", "GT": "Guatemala", "GU": "Guam",
                "GW": "Guinea-Bissau", "GY": "Guyana", "HK": "Hong Kong SAR China", "HM": "Heard & McDonald Islands",
                "HN": "Honduras", "HR": "Croatia", "HT": "Haiti", "HU": "Hungary", "ID": "Indonesia", "IE": "Ireland",
                "IL": "Israel", "IM": "Isle of Man", "IN": "India", "IO": "British Indian Ocean Territory", "IQ": "Iraq",
                "IR": "Iran", "IS": "Iceland", "IT": "Italy", "JE": "Jersey", "JM": "Jamaica", "JO": "Jordan", "JP": "Japan",
                "KE": "Kenya", "KG": "Kyrgyzstan", "KH": "Cambodia", "KI": "Kiribati", "KM": "Comoros",
                "KN": "St. Kitts & Nevis", "KP": "North Korea", "KR": "South Korea", "KW": "Kuwait", "KY": "Cayman Islands",
                "KZ": "Kazakhstan", "LA": "Laos", "LB": "Lebanon", "LC": "St. Lucia", "LI": "Liechtenstein",
                "LK": "Sri Lanka", "LR": "Liberia", "LS": "Lesotho", "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia",
                "LY": "Libya", "MA": "Morocco", "MC": "Monaco", "MD": "Moldova", "ME": "Montenegro", "MF": "St. Martin",
                "MG": "Madagascar", "MH": "Marshall Islands", "MK": "North Macedonia", "ML": "Mali", "MM": "Myanmar (Burma)",
                "MN": "Mongolia", "MO": "Macao SAR China", "MP": "Northern Mariana Islands", "MQ": "Martinique",
                "MR": "Mauritania", "MS": "Montserrat", "MT": "Malta", "MU": "Mauritius", "MV": "Maldives", "MW": "Malawi",
                "MX": "Mexico", "MY": "Malaysia", "MZ": "Mozambique", "NA": "Namibia", "NC": "New Caledonia", "NE": "Niger",
                "NF": "Norfolk Island", "NG": "Nigeria", "NI": "Nicaragua", "NL": "Netherlands", "NO": "Norway",
                "NP": "Nepal", "NR": "Nauru", "NU": "Niue", "NZ": "New Zealand", "OM": "Oman", "PA": "Panama", "PE": "Peru",
                "PF": "French Polynesia", "PG": "Papua New Guinea", "PH": "Philippines", "PK": "Pakistan", "PL": "Poland",
                "PM": "St. Pierre & Miquelon", "PN": "Pitcairn Islands", "PR": "Puerto Rico",
                "PS": "Palestinian Territories", "PT": "Portugal", "PW": "Palau", "PY": "Paraguay", "QA": "Qatar",
                "RE": "Réunion", "RO": "Romania", "RS": "Serbia", "RU": "Russia", "RW": "Rwanda", "SA": "Saudi Arabia",
                "SB": "Solomon Islands", "SC": "Seychelles", "SD": "Sudan", "SE": "Sweden", "SG": "Singapore",
                "SH": "St. Helena", "SI": "Slovenia", "SJ": "Svalbard & Jan Mayen", "SK": "Slovakia", "SL": "Sierra Leone",
                "SM": "San Marino", "SN": "Senegal", "SO": "Somalia", "SR": "Suriname", "SS": "South Sudan",
                "ST": "São Tomé & Príncipe", "SV": "El Salvador", "SX": "Sint Maarten", "SY": "Syria", "SZ": "Eswatini",
                "TC": "Turks & Caicos Islands", "TD": "Chad", "TF": "French Southern Territories", "TG": "Togo",
                "TH": "Thailand", "TJ": "Tajikistan", "TK": "Tokelau", "TL": "Timor-Leste", "TM": "Turkmenistan",
                "TN": "Tunisia", "TO": "Tonga", "TR": "Türkiye", "TT": "Trinidad & Tobago", "TV": "Tuvalu", "TW": "Taiwan",
                "TZ": "Tanzania", "UA": "Ukraine", "UG": "Uganda", "UM": "U.S. Outlying Islands", "US": "United States",
                "UY": "Uruguay", "UZ": "Uzbekistan", "VA": "Vatican City", "VC": "St. Vincent & Grenadines",
                "VE": "Venezuela", "VG": "British Virgin Islands", "VI": "U.S. Virgin Islands", "VN": "Vietnam",
                "VU": "Vanuatu", "WF": "Wallis & Futuna", "WS": "Samoa", "XK": "Kosovo", "YE": "Yemen", "YT": "Mayotte",
                "ZA": "South Africa", "ZM": "Zambia", "ZW": "Zimbabwe"
            }'::jsonb ->> code, '') $$;

        CREATE FUNCTION public.topic_labels(codes text[]) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT coalesce(string_agg('{
                "socl": "Social challenges", "migr": "Reception and integration of refugees and migrants",
                "citzn": "Citizenship and democratic participation", "cata": "Disaster prevention and recovery",
                "natr": "Environment and natural protection", "health": "Health and wellbeing",
                "edu": "Education and training", "job": "Employment and entrepreneurship", "cult": "Creativity and culture",
                "sprt": "Physical education and sport", "discr": "Working against discrimination",
                "hygn": "Water, sanitation and hygiene", "shltr": "Shelter",
                "nutri": "Nutrition and subsistence agriculture", "distr": "Disaster preparedness",
                "relief": "Post-disaster relief", "sme": "Support to local small and medium enterprises"
            }'::jsonb ->> code, ' '), '') FROM unnest(codes) AS code $$;
        """;

    /// <summary>Change numbers, the record of changes, and what a project takes over from its organisation.</summary>
    public const string AfterTables =
        """
        -- Values that say something about a write and not about the thing that is published. Generated columns are
        -- among them: they are empty while a trigger runs and follow from the others anyway.
        CREATE FUNCTION public.published_values(row_values jsonb) RETURNS jsonb
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT row_values
                - '{change_number, created_at, updated_at, changed_by, search, name_key, open_until, weeks}'::text[] $$;

        -- Writers take their numbers one after another and keep the lock until they commit. So numbers become visible
        -- in ascending order, and a reader that has seen number N never finds a lower one later. Taken for the whole
        -- statement before any row is locked, so that two writers cannot wait for each other.
        CREATE FUNCTION public.queue_for_change_numbers() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock(22646137093580034);
                RETURN NULL;
            END $$;

        CREATE FUNCTION public.take_change_number() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE'
                    AND public.published_values(to_jsonb(NEW)) = public.published_values(to_jsonb(OLD)) THEN
                    RETURN OLD;
                END IF;
                NEW.change_number := nextval('public.change_number');
                RETURN NEW;
            END $$;

        CREATE FUNCTION public.record_change() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                kind text := 'created';
                fields jsonb;
            BEGIN
                IF TG_OP = 'UPDATE' THEN
                    IF NEW.change_number = OLD.change_number THEN
                        RETURN NULL;
                    END IF;
                    kind := CASE
                        WHEN NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL THEN 'withdrawn'
                        WHEN NEW.withdrawn_at IS NULL AND OLD.withdrawn_at IS NOT NULL THEN 'republished'
                        ELSE 'changed' END;
                    SELECT jsonb_object_agg(after.key, jsonb_build_object('from', before.value, 'to', after.value))
                        INTO fields
                        FROM jsonb_each(public.published_values(to_jsonb(NEW))) AS after
                        JOIN jsonb_each(public.published_values(to_jsonb(OLD))) AS before USING (key)
                        WHERE after.value <> before.value;
                END IF;
                INSERT INTO public.changes (change_number, subject, subject_id, kind, changed_at, changed_by, fields)
                    VALUES (NEW.change_number, TG_ARGV[0], NEW.id, kind, NEW.updated_at, NEW.changed_by, fields);
                RETURN NULL;
            END $$;

        -- A reader of the change feed has to learn that something went away, so it stays as a tombstone.
        CREATE FUNCTION public.refuse_to_delete() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'Rows of % are withdrawn, never deleted.', TG_TABLE_NAME
                    USING ERRCODE = 'restrict_violation';
            END $$;

        CREATE FUNCTION public.take_over_from_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                SELECT name, inclusion_supports INTO NEW.organisation_name, NEW.supports
                    FROM public.organisations WHERE id = NEW.organisation_id;
                RETURN NEW;
            END $$;

        -- What projects show of their organisation has changed, so they have changed.
        CREATE FUNCTION public.hand_down_to_projects() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                UPDATE public.projects
                    SET organisation_name = NEW.name, updated_at = NEW.updated_at, changed_by = NEW.changed_by
                    WHERE organisation_id = NEW.id AND withdrawn_at IS NULL;
                RETURN NULL;
            END $$;

        CREATE TRIGGER a_queue_for_change_numbers BEFORE INSERT OR UPDATE ON public.organisations
            FOR EACH STATEMENT EXECUTE FUNCTION public.queue_for_change_numbers();
        CREATE TRIGGER b_take_change_number BEFORE INSERT OR UPDATE ON public.organisations
            FOR EACH ROW EXECUTE FUNCTION public.take_change_number();
        CREATE TRIGGER c_record_change AFTER INSERT OR UPDATE ON public.organisations
            FOR EACH ROW EXECUTE FUNCTION public.record_change('organisation');
        CREATE TRIGGER d_hand_down_to_projects AFTER UPDATE ON public.organisations
            FOR EACH ROW
            WHEN (NEW.name <> OLD.name OR NEW.inclusion_supports <> OLD.inclusion_supports)
            EXECUTE FUNCTION public.hand_down_to_projects();
        CREATE TRIGGER refuse_to_delete BEFORE DELETE ON public.organisations
            FOR EACH ROW EXECUTE FUNCTION public.refuse_to_delete();

        CREATE TRIGGER a_queue_for_change_numbers BEFORE INSERT OR UPDATE ON public.projects
            FOR EACH STATEMENT EXECUTE FUNCTION public.queue_for_change_numbers();
        CREATE TRIGGER a_take_over_from_organisation BEFORE INSERT OR UPDATE ON public.projects
            FOR EACH ROW EXECUTE FUNCTION public.take_over_from_organisation();
        CREATE TRIGGER b_take_change_number BEFORE INSERT OR UPDATE ON public.projects
            FOR EACH ROW EXECUTE FUNCTION public.take_change_number();
        CREATE TRIGGER c_record_change AFTER INSERT OR UPDATE ON public.projects
            FOR EACH ROW EXECUTE FUNCTION public.record_change('project');
        CREATE TRIGGER refuse_to_delete BEFORE DELETE ON public.projects
            FOR EACH ROW EXECUTE FUNCTION public.refuse_to_delete();
        """;
}
