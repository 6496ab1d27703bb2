from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("councils", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="outcome_kk",
            field=models.TextField(blank=True, verbose_name="outcome by the source, in Kazakh"),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="outcome_ru",
            field=models.TextField(blank=True, verbose_name="outcome by the source, in Russian"),
        ),
    ]
