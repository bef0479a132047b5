package io.datarecords.api.datatype;

import org.jspecify.annotations.Nullable;

/** What the values of a field may be. Nothing is coerced: {@code "3"} is no number. */
sealed interface FieldType
        permits TextType,
                LongTextType,
                IntegerType,
                NumberType,
                BooleanType,
                DateType,
                TimeType,
                DateTimeType,
                EmailType,
                UrlType,
                PhoneType,
                SelectType,
                MultiSelectType,
                JsonType,
                RecordType,
                MemberType {

    /**
     * The value as it is kept.
     *
     * @param sent a JSON value
     * @return null if the value is refused, which is noted
     */
    @Nullable Object accept(Object sent, Place place);
}
