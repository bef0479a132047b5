package io.datarecords.query.datatype;

import io.datarecords.api.datatype.DataTypeState;
import io.datarecords.query.views.StoredJson;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** The whole state of a data type in one column. */
@Converter
class DataTypeStateColumn implements AttributeConverter<DataTypeState, String> {

    @Override
    public String convertToDatabaseColumn(DataTypeState state) {
        return StoredJson.write(state);
    }

    @Override
    public DataTypeState convertToEntityAttribute(String column) {
        return StoredJson.read(column, DataTypeState.class);
    }
}
